-- A worldcafe workshop, format 6. One STRICT table per kind of entity, named in the singular.
-- Instants are ISO 8601 in UTC; durations are seconds; lists are JSON arrays; '' is "not said".
-- docs/file-format.md explains every column and shows how to read a workshop with SQL alone.

CREATE TABLE about (
    id TEXT PRIMARY KEY CHECK (id = 'about'),
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    date TEXT,
    starts_at TEXT NOT NULL,
    organisers TEXT NOT NULL,
    languages TEXT NOT NULL,
    harvest_duration REAL NOT NULL,
    created_at TEXT,
    welcome_duration REAL NOT NULL,
    close_duration REAL NOT NULL,
    break_duration REAL NOT NULL,
    break_name TEXT NOT NULL,
    names_until TEXT,
    rehearsal INTEGER NOT NULL CHECK (rehearsal IN (0, 1)),
    votes_by TEXT NOT NULL,
    dots_each INTEGER NOT NULL
) STRICT;

CREATE TABLE theme (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    question TEXT NOT NULL,
    colour TEXT NOT NULL,
    code TEXT NOT NULL,
    translations TEXT NOT NULL
) STRICT;

CREATE TABLE participant (
    id TEXT PRIMARY KEY,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    position TEXT NOT NULL,
    organisation TEXT NOT NULL,
    organisation_type TEXT NOT NULL,
    city TEXT NOT NULL,
    country TEXT NOT NULL,
    region TEXT NOT NULL,
    languages TEXT NOT NULL,
    email TEXT NOT NULL,
    roles TEXT NOT NULL,
    delegation TEXT NOT NULL,
    room TEXT NOT NULL,
    needs_access INTEGER NOT NULL CHECK (needs_access IN (0, 1)),
    presence TEXT NOT NULL,
    name_hidden INTEGER NOT NULL CHECK (name_hidden IN (0, 1))
) STRICT;

CREATE TABLE seating_rules (
    id TEXT PRIMARY KEY CHECK (id = 'seating_rules'),
    hosts TEXT NOT NULL,
    note_takers_stay INTEGER NOT NULL CHECK (note_takers_stay IN (0, 1)),
    movement TEXT NOT NULL,
    stay_in_room INTEGER NOT NULL CHECK (stay_in_room IN (0, 1)),
    fewest_repeats INTEGER NOT NULL CHECK (fewest_repeats IN (0, 1)),
    spare_row INTEGER NOT NULL CHECK (spare_row IN (0, 1)),
    shared_language TEXT NOT NULL,
    organisation_apart TEXT NOT NULL,
    delegation_apart TEXT NOT NULL,
    country_apart TEXT NOT NULL,
    regions_mixed TEXT NOT NULL,
    accessible_table TEXT NOT NULL
) STRICT;

CREATE TABLE seat_wish (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    participant_ids TEXT NOT NULL,
    table_id TEXT REFERENCES cafe_table DEFERRABLE INITIALLY DEFERRED,
    theme_id TEXT REFERENCES theme DEFERRABLE INITIALLY DEFERRED,
    round_id TEXT REFERENCES round DEFERRABLE INITIALLY DEFERRED,
    strength TEXT NOT NULL,
    weight INTEGER NOT NULL
) STRICT;

CREATE TABLE cafe_table (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    room TEXT NOT NULL,
    theme_id TEXT REFERENCES theme DEFERRABLE INITIALLY DEFERRED,
    languages TEXT NOT NULL,
    seats INTEGER NOT NULL,
    host_id TEXT REFERENCES participant DEFERRABLE INITIALLY DEFERRED,
    note_taker_id TEXT REFERENCES participant DEFERRABLE INITIALLY DEFERRED,
    accessible INTEGER NOT NULL CHECK (accessible IN (0, 1)),
    closed INTEGER NOT NULL CHECK (closed IN (0, 1))
) STRICT;

CREATE TABLE round (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    question TEXT NOT NULL,
    talk_duration REAL NOT NULL,
    move_duration REAL NOT NULL,
    break_duration REAL NOT NULL,
    break_name TEXT NOT NULL,
    translations TEXT NOT NULL
) STRICT;

CREATE TABLE seat (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participant DEFERRABLE INITIALLY DEFERRED,
    table_id TEXT NOT NULL REFERENCES cafe_table DEFERRABLE INITIALLY DEFERRED,
    round_id TEXT NOT NULL REFERENCES round DEFERRABLE INITIALLY DEFERRED,
    pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
    UNIQUE (participant_id, round_id)
) STRICT;

CREATE TABLE conversation (
    id TEXT PRIMARY KEY,
    table_id TEXT NOT NULL REFERENCES cafe_table DEFERRABLE INITIALLY DEFERRED,
    round_id TEXT NOT NULL REFERENCES round DEFERRABLE INITIALLY DEFERRED,
    note_taker_id TEXT REFERENCES participant DEFERRABLE INITIALLY DEFERRED,
    key_insight TEXT NOT NULL,
    key_insight_lang TEXT NOT NULL,
    state TEXT NOT NULL,
    n_forgotten INTEGER NOT NULL CHECK (n_forgotten >= 0),
    UNIQUE (table_id, round_id)
) STRICT;

CREATE TABLE attachment (
    id TEXT PRIMARY KEY,
    table_id TEXT NOT NULL REFERENCES cafe_table DEFERRABLE INITIALLY DEFERRED,
    round_id TEXT NOT NULL REFERENCES round DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    caption TEXT NOT NULL,
    media_type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    size INTEGER NOT NULL,
    digest TEXT NOT NULL,
    added_at TEXT NOT NULL
) STRICT;

CREATE TABLE cluster (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    theme TEXT NOT NULL
) STRICT;

CREATE TABLE contribution (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    table_id TEXT NOT NULL REFERENCES cafe_table DEFERRABLE INITIALLY DEFERRED,
    round_id TEXT NOT NULL REFERENCES round DEFERRABLE INITIALLY DEFERRED,
    lang TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    translation TEXT NOT NULL,
    translation_lang TEXT NOT NULL,
    author_id TEXT REFERENCES participant DEFERRABLE INITIALLY DEFERRED,
    recorded_at TEXT NOT NULL,
    came_by TEXT,
    number INTEGER NOT NULL CHECK (number >= 1),
    withdrawn_at TEXT,
    builds_on_id TEXT REFERENCES contribution DEFERRABLE INITIALLY DEFERRED,
    themes TEXT NOT NULL,
    partners TEXT NOT NULL,
    modality TEXT,
    activities TEXT NOT NULL,
    scope TEXT,
    pillars TEXT NOT NULL,
    sdg_goals TEXT NOT NULL,
    sdg_targets TEXT NOT NULL,
    demand TEXT NOT NULL,
    demand_confirmed INTEGER NOT NULL CHECK (demand_confirmed IN (0, 1)),
    experience_offered TEXT NOT NULL,
    place TEXT NOT NULL,
    lesson TEXT NOT NULL,
    resources TEXT NOT NULL,
    expected_result TEXT NOT NULL,
    beneficiaries TEXT NOT NULL,
    adaptation TEXT NOT NULL,
    maturity TEXT,
    status TEXT,
    period TEXT,
    agreement TEXT,
    programme TEXT NOT NULL,
    amount TEXT,
    source TEXT NOT NULL,
    impact INTEGER CHECK (impact BETWEEN 1 AND 5),
    feasibility INTEGER CHECK (feasibility BETWEEN 1 AND 5),
    quality_checks TEXT NOT NULL,
    enabling_factors TEXT NOT NULL,
    obstacles TEXT NOT NULL,
    next_step TEXT,
    contacts TEXT NOT NULL,
    title_translation TEXT NOT NULL,
    merged_into_id TEXT REFERENCES contribution DEFERRABLE INITIALLY DEFERRED,
    cluster_id TEXT REFERENCES cluster DEFERRABLE INITIALLY DEFERRED,
    review TEXT NOT NULL,
    organiser_status TEXT,
    organiser_owner TEXT NOT NULL,
    organiser_note TEXT NOT NULL,
    extras TEXT NOT NULL
) STRICT;

CREATE TABLE vote (
    id TEXT PRIMARY KEY,
    contribution_id TEXT NOT NULL REFERENCES contribution DEFERRABLE INITIALLY DEFERRED,
    participant_id TEXT REFERENCES participant DEFERRABLE INITIALLY DEFERRED,
    table_id TEXT REFERENCES cafe_table DEFERRABLE INITIALLY DEFERRED,
    dots INTEGER NOT NULL CHECK (dots >= 1)
) STRICT;

CREATE TABLE different_pair (
    id TEXT PRIMARY KEY,
    one_id TEXT NOT NULL REFERENCES contribution DEFERRABLE INITIALLY DEFERRED,
    other_id TEXT NOT NULL REFERENCES contribution DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE match_decision (
    id TEXT PRIMARY KEY,
    need_id TEXT NOT NULL REFERENCES contribution DEFERRABLE INITIALLY DEFERRED,
    offer_id TEXT NOT NULL REFERENCES contribution DEFERRABLE INITIALLY DEFERRED,
    verdict TEXT NOT NULL
) STRICT;

CREATE TABLE open_point (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    workshop_title TEXT NOT NULL,
    workshop_date TEXT,
    reference TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    lang TEXT NOT NULL,
    partners TEXT NOT NULL,
    next_step TEXT,
    outcome TEXT NOT NULL
) STRICT;

-- What is being typed and not yet recorded; never in history.
CREATE TABLE draft (
    id TEXT PRIMARY KEY,
    table_id TEXT NOT NULL REFERENCES cafe_table DEFERRABLE INITIALLY DEFERRED,
    round_id TEXT NOT NULL REFERENCES round DEFERRABLE INITIALLY DEFERRED,
    writer TEXT NOT NULL,
    content TEXT NOT NULL,
    saved_at TEXT NOT NULL
) STRICT;

-- What participants sent to the notes of a table, without a name.
CREATE TABLE sent_idea (
    id TEXT PRIMARY KEY,
    table_id TEXT NOT NULL REFERENCES cafe_table DEFERRABLE INITIALLY DEFERRED,
    round_id TEXT NOT NULL REFERENCES round DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    lang TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    sender TEXT NOT NULL,
    state TEXT NOT NULL
) STRICT;

CREATE TABLE clock (
    id TEXT PRIMARY KEY CHECK (id = 'clock'),
    segment TEXT NOT NULL,
    started_at TEXT,
    paused_at TEXT,
    paused_duration REAL NOT NULL,
    added_duration REAL NOT NULL,
    ended_at TEXT,
    promised_end TEXT,
    passages TEXT NOT NULL,
    by_room INTEGER NOT NULL CHECK (by_room IN (0, 1))
) STRICT;

CREATE TABLE room_clock (
    id TEXT PRIMARY KEY,
    segment TEXT NOT NULL,
    started_at TEXT,
    paused_at TEXT,
    paused_duration REAL NOT NULL,
    added_duration REAL NOT NULL,
    ended_at TEXT,
    promised_end TEXT,
    passages TEXT NOT NULL
) STRICT;

-- The last number that was given to a contribution; it only grows.
CREATE TABLE numbering (
    id TEXT PRIMARY KEY CHECK (id = 'numbering'),
    last INTEGER NOT NULL CHECK (last >= 0)
) STRICT;

-- How the room is opened to phones. What their codes follow from is in `secret`.
CREATE TABLE phones (
    id TEXT PRIMARY KEY CHECK (id = 'phones'),
    port INTEGER,
    finding INTEGER NOT NULL CHECK (finding IN (0, 1)),
    renewals TEXT NOT NULL,
    sent_away TEXT NOT NULL
) STRICT;

-- Whoever knows what stands here can make every code. It is in no export and no history, and
-- copies that the program makes for others leave it out.
CREATE TABLE secret (
    name TEXT PRIMARY KEY,
    content BLOB NOT NULL
) STRICT;

-- That people were forgotten, so that no older copy brings them back; nothing here says who.
CREATE TABLE forgotten (
    id TEXT PRIMARY KEY,
    forgotten_at TEXT NOT NULL,
    salt TEXT NOT NULL,
    marks TEXT NOT NULL,
    was_listed INTEGER NOT NULL CHECK (was_listed IN (0, 1))
) STRICT;

-- That another copy of the workshop came in; `lines` are the marks of its lines of history.
CREATE TABLE taken_copy (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    lines TEXT NOT NULL
) STRICT;

-- The bytes of attachments, by their SHA-256. They stay when an attachment is taken away,
-- so that undo brings it back.
CREATE TABLE blob (
    digest TEXT PRIMARY KEY,
    content BLOB NOT NULL
) STRICT;

-- What a sentence encoder made of a text: worth keeping, and made again when it is missing.
CREATE TABLE vector (
    contribution_id TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    encoder TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;

-- Every action ever done, in order. `edits` is a JSON array of [kind, id, before, after];
-- `request` is what a phone calls what it sent, so that nothing is done twice; `checksum`
-- is the CRC-32 of the rest of the line.
CREATE TABLE history (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    writer TEXT NOT NULL,
    request TEXT NOT NULL,
    origin TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('do', 'undo', 'redo')),
    target INTEGER REFERENCES history,
    undoable INTEGER NOT NULL CHECK (undoable IN (0, 1)),
    command TEXT NOT NULL,
    edits TEXT NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;

CREATE INDEX contribution_place ON contribution (round_id, table_id);

-- For people who read the file with SQL.
CREATE VIEW opportunity AS
SELECT
    c.id, t.number AS table_number, r.number AS round_number, theme.name AS table_theme,
    c.title, c.description, c.lang, c.modality,
    json_extract(c.next_step, '$.text') AS next_step,
    json_extract(c.next_step, '$.owner') AS next_step_owner,
    json_extract(c.next_step, '$.due') AS next_step_due,
    c.recorded_at
FROM contribution AS c
JOIN cafe_table AS t ON t.id = c.table_id
JOIN round AS r ON r.id = c.round_id
LEFT JOIN theme ON theme.id = t.theme_id
WHERE c.kind = 'opportunity' AND c.withdrawn_at IS NULL AND c.merged_into_id IS NULL;

CREATE VIEW partner AS
SELECT
    c.id AS contribution_id, c.title,
    json_extract(p.value, '$.name') AS name,
    json_extract(p.value, '$.city') AS city,
    json_extract(p.value, '$.country') AS country,
    json_extract(p.value, '$.type') AS type,
    json_extract(p.value, '$.role') AS role
FROM contribution AS c, json_each(c.partners) AS p
WHERE c.withdrawn_at IS NULL AND c.merged_into_id IS NULL;

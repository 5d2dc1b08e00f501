-- A worldcafe workshop, format 1. One STRICT table per kind of entity, named in the singular.
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
    created_at TEXT
) STRICT;

CREATE TABLE theme (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    question TEXT NOT NULL,
    colour TEXT NOT NULL,
    code TEXT NOT NULL
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
    roles TEXT NOT NULL
) STRICT;

CREATE TABLE cafe_table (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    theme_id TEXT REFERENCES theme DEFERRABLE INITIALLY DEFERRED,
    languages TEXT NOT NULL,
    seats INTEGER NOT NULL,
    host_id TEXT REFERENCES participant DEFERRABLE INITIALLY DEFERRED,
    note_taker_id TEXT REFERENCES participant DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE round (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    question TEXT NOT NULL,
    talk_duration REAL NOT NULL,
    move_duration REAL NOT NULL
) STRICT;

CREATE TABLE seat (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participant DEFERRABLE INITIALLY DEFERRED,
    table_id TEXT NOT NULL REFERENCES cafe_table DEFERRABLE INITIALLY DEFERRED,
    round_id TEXT NOT NULL REFERENCES round DEFERRABLE INITIALLY DEFERRED,
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
    UNIQUE (table_id, round_id)
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
    withdrawn_at TEXT,
    builds_on_id TEXT REFERENCES contribution DEFERRABLE INITIALLY DEFERRED,
    themes TEXT NOT NULL,
    partners TEXT NOT NULL,
    modality TEXT,
    activities TEXT NOT NULL,
    scope TEXT,
    pillars TEXT NOT NULL,
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
    impact INTEGER CHECK (impact BETWEEN 1 AND 5),
    feasibility INTEGER CHECK (feasibility BETWEEN 1 AND 5),
    quality_checks TEXT NOT NULL,
    enabling_factors TEXT NOT NULL,
    obstacles TEXT NOT NULL,
    next_step TEXT,
    contacts TEXT NOT NULL
) STRICT;

-- What is being typed and not yet recorded; never in history.
CREATE TABLE draft (
    id TEXT PRIMARY KEY,
    table_id TEXT NOT NULL REFERENCES cafe_table DEFERRABLE INITIALLY DEFERRED,
    round_id TEXT NOT NULL REFERENCES round DEFERRABLE INITIALLY DEFERRED,
    content TEXT NOT NULL,
    saved_at TEXT NOT NULL
) STRICT;

CREATE TABLE clock (
    id TEXT PRIMARY KEY CHECK (id = 'clock'),
    segment TEXT NOT NULL,
    started_at TEXT,
    paused_at TEXT,
    paused_duration REAL NOT NULL,
    added_duration REAL NOT NULL,
    ended_at TEXT
) STRICT;

-- Every action ever done, in order. `edits` is a JSON array of [kind, id, before, after].
CREATE TABLE history (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    origin TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('do', 'undo', 'redo')),
    target INTEGER REFERENCES history,
    undoable INTEGER NOT NULL CHECK (undoable IN (0, 1)),
    command TEXT NOT NULL,
    edits TEXT NOT NULL
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
WHERE c.kind = 'opportunity' AND c.withdrawn_at IS NULL;

CREATE VIEW partner AS
SELECT
    c.id AS contribution_id, c.title,
    json_extract(p.value, '$.name') AS name,
    json_extract(p.value, '$.city') AS city,
    json_extract(p.value, '$.country') AS country,
    json_extract(p.value, '$.type') AS type,
    json_extract(p.value, '$.role') AS role
FROM contribution AS c, json_each(c.partners) AS p
WHERE c.withdrawn_at IS NULL;

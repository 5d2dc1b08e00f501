-- From format 1 to format 2: rules and wishes of seating, presence, the day's passages,
-- pictures, harvest, follow-up.

ALTER TABLE about ADD COLUMN welcome_duration REAL NOT NULL DEFAULT 0;
ALTER TABLE about ADD COLUMN close_duration REAL NOT NULL DEFAULT 0;
ALTER TABLE about ADD COLUMN rehearsal INTEGER NOT NULL DEFAULT 0 CHECK (rehearsal IN (0, 1));
ALTER TABLE about ADD COLUMN votes_by TEXT NOT NULL DEFAULT 'person';
ALTER TABLE about ADD COLUMN dots_each INTEGER NOT NULL DEFAULT 5;

ALTER TABLE theme ADD COLUMN translations TEXT NOT NULL DEFAULT '[]';

ALTER TABLE participant ADD COLUMN delegation TEXT NOT NULL DEFAULT '';
ALTER TABLE participant ADD COLUMN needs_access INTEGER NOT NULL DEFAULT 0 CHECK (needs_access IN (0, 1));
ALTER TABLE participant ADD COLUMN presence TEXT NOT NULL DEFAULT 'expected';
ALTER TABLE participant ADD COLUMN name_hidden INTEGER NOT NULL DEFAULT 0 CHECK (name_hidden IN (0, 1));

ALTER TABLE cafe_table ADD COLUMN accessible INTEGER NOT NULL DEFAULT 0 CHECK (accessible IN (0, 1));
ALTER TABLE cafe_table ADD COLUMN closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1));

ALTER TABLE round ADD COLUMN translations TEXT NOT NULL DEFAULT '[]';

ALTER TABLE seat ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1));

ALTER TABLE contribution ADD COLUMN title_translation TEXT NOT NULL DEFAULT '';
ALTER TABLE contribution ADD COLUMN merged_into_id TEXT REFERENCES contribution DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE contribution ADD COLUMN cluster_id TEXT REFERENCES cluster DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE contribution ADD COLUMN review TEXT NOT NULL DEFAULT 'new';
ALTER TABLE contribution ADD COLUMN organiser_status TEXT;
ALTER TABLE contribution ADD COLUMN organiser_owner TEXT NOT NULL DEFAULT '';
ALTER TABLE contribution ADD COLUMN organiser_note TEXT NOT NULL DEFAULT '';
ALTER TABLE contribution ADD COLUMN extras TEXT NOT NULL DEFAULT '[]';

ALTER TABLE clock ADD COLUMN promised_end TEXT;
ALTER TABLE clock ADD COLUMN passages TEXT NOT NULL DEFAULT '[]';

CREATE TABLE seating_rules (
    id TEXT PRIMARY KEY CHECK (id = 'seating_rules'),
    hosts TEXT NOT NULL,
    note_takers_stay INTEGER NOT NULL CHECK (note_takers_stay IN (0, 1)),
    movement TEXT NOT NULL,
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

CREATE TABLE blob (
    digest TEXT PRIMARY KEY,
    content BLOB NOT NULL
) STRICT;

CREATE TABLE vector (
    contribution_id TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    encoder TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;

INSERT INTO seating_rules VALUES (
    'seating_rules', 'stay', 0, 'scatter', 0, 1,
    '{"strength":"wish","weight":8}', '{"strength":"wish","weight":3}',
    '{"strength":"off","weight":3}', '{"strength":"off","weight":3}',
    '{"strength":"wish","weight":1}', '{"strength":"hard","weight":3}'
);

DROP VIEW opportunity;

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

DROP VIEW partner;

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

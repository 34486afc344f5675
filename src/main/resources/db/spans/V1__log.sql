-- What outlives the days. The log itself lies in tables of one arrival day each: see day1.sql.
-- May be run again after it was cut short: H2 ends a transaction at every CREATE.
CREATE TABLE IF NOT EXISTS store_state (
    id INTEGER PRIMARY KEY,
    head BIGINT NOT NULL
);

INSERT INTO store_state (id, head)
SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM store_state);

CREATE TABLE IF NOT EXISTS log_day (
    arrival_day INTEGER PRIMARY KEY,
    layout INTEGER NOT NULL,
    first_position BIGINT NOT NULL,
    last_position BIGINT NOT NULL,
    batches BIGINT NOT NULL,
    used_bytes BIGINT NOT NULL,
    first_end BIGINT NOT NULL,
    last_end BIGINT NOT NULL
);

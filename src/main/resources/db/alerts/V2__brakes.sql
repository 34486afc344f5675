-- May be run again after it was cut short: H2 ends a transaction at every CREATE.
CREATE TABLE IF NOT EXISTS brake (
    id VARCHAR(64) PRIMARY KEY,
    ends_at BIGINT NOT NULL,
    document TEXT NOT NULL
);

ALTER TABLE store_state ADD COLUMN IF NOT EXISTS brakes_version BIGINT DEFAULT 0 NOT NULL;

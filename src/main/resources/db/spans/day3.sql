-- Layout 3: whether spans (1) or log records (2) told something of a session first, by a key of 64 bits.
-- May be run again after it was cut short.
CREATE TABLE IF NOT EXISTS teller_${day} (
    what_key BIGINT PRIMARY KEY,
    signal_kind INTEGER NOT NULL
);

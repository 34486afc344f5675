-- Layout 5: totals that metrics tell, and how far their series have grown.
-- May be run again after it was cut short.

-- A row counts while neither told_key nor told_also_key is among the tellers of its days.
CREATE TABLE IF NOT EXISTS measure_${day} (
    at_minute INTEGER NOT NULL,
    group_key BIGINT NOT NULL,
    told_key BIGINT NOT NULL,
    told_also_key BIGINT NOT NULL,
    service VARCHAR(200) NOT NULL,
    agent VARCHAR(200) NOT NULL,
    session_id VARCHAR(200),
    operation VARCHAR(20) NOT NULL,
    subject VARCHAR(200) NOT NULL,
    spans BIGINT NOT NULL,
    errors BIGINT NOT NULL,
    input_tokens NUMERIC(38, 0) NOT NULL,
    output_tokens NUMERIC(38, 0) NOT NULL,
    cost_usd DOUBLE PRECISION NOT NULL,
    priced BIGINT NOT NULL,
    estimated BIGINT NOT NULL,
    unpriced BIGINT NOT NULL,
    duration_nanos NUMERIC(38, 0) NOT NULL,
    PRIMARY KEY (at_minute, group_key)
);

CREATE TABLE IF NOT EXISTS series_${day} (
    series_key BIGINT PRIMARY KEY,
    start_nanos BIGINT NOT NULL,
    last_nanos BIGINT NOT NULL,
    measurements BIGINT NOT NULL,
    amount DOUBLE PRECISION NOT NULL
);

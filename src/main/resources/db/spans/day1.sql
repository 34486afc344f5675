-- One arrival day, layout 1. ${day} is yyyymmdd. A row id is log position * 2^21 + place in the batch.
-- A payload lies in its row on a server, and in the day's log file at payload_offset beside an embedded database.
CREATE TABLE IF NOT EXISTS batch_${day} (
    log_position BIGINT PRIMARY KEY,
    received_nanos BIGINT NOT NULL,
    signal_kind INTEGER NOT NULL,
    whole BOOLEAN NOT NULL,
    payload_bytes INTEGER NOT NULL,
    payload BYTEA,
    payload_offset BIGINT
);

-- session_id is null where the sender named none; name_lower where it equals the name.
CREATE TABLE IF NOT EXISTS span_${day} (
    id BIGINT PRIMARY KEY,
    trace_low BIGINT NOT NULL,
    trace_high BIGINT NOT NULL,
    span_id BIGINT NOT NULL,
    start_nanos BIGINT NOT NULL,
    end_nanos BIGINT NOT NULL,
    is_root BOOLEAN NOT NULL,
    is_error BOOLEAN NOT NULL,
    operation VARCHAR(20) NOT NULL,
    service VARCHAR(200) NOT NULL,
    agent VARCHAR(200) NOT NULL,
    session_id VARCHAR(200),
    user_id VARCHAR(200),
    tool VARCHAR(200),
    model VARCHAR(200),
    name VARCHAR(200) NOT NULL,
    name_lower VARCHAR(600),
    input_tokens BIGINT,
    output_tokens BIGINT,
    cost_usd DOUBLE PRECISION
);

CREATE INDEX IF NOT EXISTS span_trace_${day} ON span_${day} (trace_low, span_id);

CREATE INDEX IF NOT EXISTS span_end_${day} ON span_${day} (end_nanos);

CREATE TABLE IF NOT EXISTS event_${day} (
    id BIGINT PRIMARY KEY,
    trace_low BIGINT NOT NULL,
    trace_high BIGINT NOT NULL,
    at_nanos BIGINT NOT NULL
);

CREATE INDEX IF NOT EXISTS event_trace_${day} ON event_${day} (trace_low);

CREATE TABLE IF NOT EXISTS activity_${day} (
    at_minute INTEGER NOT NULL,
    group_key BIGINT NOT NULL,
    service VARCHAR(200) NOT NULL,
    agent VARCHAR(200) NOT NULL,
    operation VARCHAR(20) NOT NULL,
    subject VARCHAR(200) NOT NULL,
    spans BIGINT NOT NULL,
    errors BIGINT NOT NULL,
    input_tokens NUMERIC(38, 0) NOT NULL,
    output_tokens NUMERIC(38, 0) NOT NULL,
    cost_usd DOUBLE PRECISION NOT NULL,
    priced BIGINT NOT NULL,
    duration_nanos NUMERIC(38, 0) NOT NULL,
    PRIMARY KEY (at_minute, group_key)
);

CREATE TABLE IF NOT EXISTS signal_${day} (
    at_hour INTEGER NOT NULL,
    group_key BIGINT NOT NULL,
    signal_kind INTEGER NOT NULL,
    service VARCHAR(200) NOT NULL,
    name VARCHAR(200) NOT NULL,
    records BIGINT NOT NULL,
    last_nanos BIGINT NOT NULL,
    PRIMARY KEY (at_hour, group_key)
);

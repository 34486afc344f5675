-- Layout 4: log records that tell of operations stand among the spans, and what is of one session is found by it.
-- Such a row is of no span: its span_id is 0. Log records of older layouts stay out of the search.
-- May be run again after it was cut short.
ALTER TABLE span_${day} ADD COLUMN IF NOT EXISTS logged BOOLEAN DEFAULT FALSE NOT NULL;

-- In which traces a session has rows, by the id of the first row: so what a session goes on with is put at one place. By
-- trace, or as an index of all rows, it took more work than all else together.
CREATE TABLE IF NOT EXISTS session_${day} (
    session_id VARCHAR(200) NOT NULL,
    id BIGINT NOT NULL,
    trace_low BIGINT NOT NULL,
    PRIMARY KEY (session_id, id)
);

INSERT INTO session_${day} (session_id, id, trace_low)
SELECT session_id, MIN(id), trace_low FROM span_${day} WHERE session_id IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM session_${day}) GROUP BY session_id, trace_low;

-- Layout 4: log records that tell of operations stand among the spans, and what is of one session is found by it.
-- Such a row is of no span: its span_id is 0. Log records of older layouts stay out of the search.
-- May be run again after it was cut short.
ALTER TABLE span_${day} ADD COLUMN IF NOT EXISTS logged BOOLEAN DEFAULT FALSE NOT NULL;

CREATE INDEX IF NOT EXISTS span_session_${day} ON span_${day} (session_id, end_nanos);

-- Layout 2: which costs were estimated from list prices, and how many spans have tokens but no known cost.
-- May be run again after it was cut short.
ALTER TABLE span_${day} ADD COLUMN IF NOT EXISTS cost_estimated BOOLEAN DEFAULT FALSE NOT NULL;

ALTER TABLE activity_${day} ADD COLUMN IF NOT EXISTS estimated BIGINT DEFAULT 0 NOT NULL;

ALTER TABLE activity_${day} ADD COLUMN IF NOT EXISTS unpriced BIGINT DEFAULT 0 NOT NULL;

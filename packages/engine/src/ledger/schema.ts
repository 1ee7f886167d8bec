/**
 * Tables, triggers and views of a ledger. The comments inside are for whoever opens it with `sqlite3` and asks for
 * `.schema`: SQLite keeps them.
 *
 * A ledger with other tables than these, to the letter, is refused: whoever changes one raises `LEDGER_VERSION` and brings
 * older ledgers there.
 */
export const SCHEMA: readonly string[] = [
  `CREATE TABLE job (
  -- One attempt to have one take made for money. The row is on the disk before the paid request leaves.
  -- Rows are never changed nor removed. What became of the attempt is in the table fact; the view overview sums it up.
  seq INTEGER PRIMARY KEY,            -- the order of claims; clocks may jump, this does not
  job TEXT NOT NULL UNIQUE,           -- <fingerprint>.<attempt>
  fingerprint TEXT NOT NULL,          -- of everything that decides the take
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  submission TEXT NOT NULL UNIQUE,    -- UUID; travels with the request where the service allows
  run TEXT NOT NULL,                  -- UUID of the run that made it; while it lives it locks runs/<run>.sqlite
  film TEXT NOT NULL,                 -- the storyboard file
  shot TEXT NOT NULL,                 -- as the shot was called then
  take INTEGER NOT NULL CHECK (take >= 1),
  provider TEXT NOT NULL,
  origin TEXT,                        -- where it was asked, such as a simulator; NULL: where the service itself is
  model TEXT NOT NULL,
  request TEXT NOT NULL CHECK (json_valid(request)),  -- without query strings of addresses
  price TEXT NOT NULL CHECK (json_valid(price)),      -- as it was planned
  reserved INTEGER CHECK (reserved >= 0),             -- micro-dollars; NULL: the price was unknown
  at TEXT NOT NULL,                   -- ISO 8601, for people; never decides anything
  UNIQUE (fingerprint, attempt)
) STRICT`,
  `CREATE TABLE fact (
  -- What became known of a job, in the order in which it became known. Rows are never changed nor removed.
  --   submit    {"status":"accepted","operation":{"job":...}} | {"status":"refused",...} | {"status":"unknown",...}
  --   recover   {"operation":{"job":...}}: the service was asked, and it has the job
  --   adopt     {"operation":{"job":...}}: a person says which of the service's jobs it is; begins a new round
  --   end       {"status":"succeeded"} | {"status":"failed",...} | {"status":"lost",...}
  --   store     {"artifact":<sha256>,"sizeBytes":...}: the footage is in objects/ | {"status":"lost",...}
  --   refetch   {"operation":{"job":...}}: the footage in objects/ was found gone or damaged, and is fetched once more;
  --             begins a new round
  --   decision  {"decision":"abandon"} (nothing was charged) | {"decision":"pay-again"} (counts as paid)
  -- "charged" in any of them is what the service says it took, in micro-dollars; the last one counts.
  -- "stated" beside it is what it said where that is no amount, or above a million dollars, which is the most that counts.
  seq INTEGER PRIMARY KEY,
  job TEXT NOT NULL REFERENCES job (job),
  round INTEGER NOT NULL CHECK (round >= 0),          -- how often it had begun anew: by adopt, by refetch
  name TEXT NOT NULL CHECK (name IN ('submit', 'recover', 'adopt', 'end', 'store', 'refetch', 'decision')),
  result TEXT NOT NULL CHECK (json_valid(result)),
  run TEXT NOT NULL,                  -- the run that wrote it
  at TEXT NOT NULL,
  UNIQUE (job, round, name)
) STRICT`,
  `CREATE TABLE take (
  -- Footage in objects/<first two>/<artifact>.mp4. Of several rows with one fingerprint the last one counts.
  seq INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  artifact TEXT NOT NULL,             -- sha256 of the file
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  job TEXT REFERENCES job (job),      -- that paid for it; NULL for a drawing
  drawn_as TEXT,                      -- digest of the label drawn on it
  for_preview INTEGER NOT NULL CHECK (for_preview IN (0, 1)),
  made TEXT NOT NULL
) STRICT`,
  'CREATE INDEX take_of ON take (fingerprint, seq)',
  `CREATE TABLE used_plan (
  -- Saved plans that were carried out; each may be once.
  plan TEXT PRIMARY KEY,
  run TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT`,
  `CREATE TABLE work (
  -- Which run asks for a job's footage now. Says nothing once that run has ended; the only table whose rows change.
  job TEXT PRIMARY KEY REFERENCES job (job),
  run TEXT NOT NULL
) STRICT`,
  ...['job', 'fact', 'take', 'used_plan'].flatMap((table) =>
    ['UPDATE', 'DELETE'].map(
      (change) =>
        `CREATE TRIGGER ${table}_refuses_${change.toLowerCase()} BEFORE ${change} ON ${table} BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END`,
    ),
  ),
  `CREATE VIEW overview AS
  -- One line a job, oldest first. "sending" of a run that is over means: perhaps paid, nobody knows.
  WITH latest AS (
    SELECT j.*, (SELECT coalesce(max(round), 0) FROM fact WHERE job = j.job) AS round,
      (SELECT json_extract(result, '$.charged') FROM fact
        WHERE job = j.job AND json_type(result, '$.charged') = 'integer' ORDER BY seq DESC LIMIT 1) AS charged
    FROM job j
  ), known AS (
    SELECT l.*,
      json_extract(s.result, '$.status') AS submitted,
      CASE WHEN e.result IS NULL AND g.result IS NOT NULL THEN 'succeeded'
        ELSE json_extract(e.result, '$.status') END AS ended,
      json_extract(d.result, '$.decision') AS decided,
      json_extract(f.result, '$.artifact') AS artifact,
      json_extract(f.result, '$.status') AS kept,
      coalesce(json_extract(r.result, '$.operation.job'), json_extract(a.result, '$.operation.job'),
        json_extract(g.result, '$.operation.job'), json_extract(s.result, '$.operation.job')) AS service_job,
      coalesce(json_extract(f.result, '$.reason'), json_extract(e.result, '$.failure.message'), json_extract(e.result, '$.reason'),
        json_extract(s.result, '$.failure.message'), json_extract(s.result, '$.reason')) AS reason
    FROM latest l
    LEFT JOIN fact s ON s.job = l.job AND s.round = l.round AND s.name = 'submit'
    LEFT JOIN fact r ON r.job = l.job AND r.round = l.round AND r.name = 'recover'
    LEFT JOIN fact a ON a.job = l.job AND a.round = l.round AND a.name = 'adopt'
    LEFT JOIN fact g ON g.job = l.job AND g.round = l.round AND g.name = 'refetch'
    LEFT JOIN fact e ON e.job = l.job AND e.round = l.round AND e.name = 'end'
    LEFT JOIN fact f ON f.job = l.job AND f.round = l.round AND f.name = 'store'
    LEFT JOIN fact d ON d.job = l.job AND d.round = l.round AND d.name = 'decision'
  ), stated AS (
    SELECT *, CASE
      WHEN decided = 'abandon' THEN 'abandoned'
      WHEN decided IS NOT NULL THEN decided
      WHEN artifact IS NOT NULL THEN 'stored'
      WHEN kept IS NOT NULL THEN kept
      WHEN ended IN ('failed', 'lost') THEN ended
      WHEN service_job IS NOT NULL AND ended IS NOT NULL THEN 'ready'
      WHEN service_job IS NOT NULL THEN 'in-flight'
      WHEN submitted = 'refused' THEN 'refused'
      WHEN submitted IS NOT NULL THEN 'in-doubt'
      ELSE 'sending' END AS state
    FROM known
  )
  SELECT film, shot, take, provider, model, service_job, state,
    printf('%.6f', CASE WHEN state IN ('refused', 'abandoned') THEN 0 ELSE coalesce(charged, reserved, 0) END / 1e6)
      AS usd_counted,
    printf('%.6f', reserved / 1e6) AS usd_reserved,
    CASE WHEN charged IS NOT NULL THEN printf('%.6f', charged / 1e6) END AS usd_charged,
    at, reason, artifact, job, submission, run, origin
  FROM stated ORDER BY seq`,
];

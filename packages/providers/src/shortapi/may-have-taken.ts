import { firstText } from '../http/json-fields.ts';

/**
 * Whether an answer without a known job id, and with a `code` that is not ShortAPI's 0, may all the same be that of a job
 * which was taken: it speaks of success, holds something like an id where none is known, or says that somebody behind the
 * service did not answer in time. Such an answer proves no refusal.
 */
export function mayHaveTaken(body: unknown, code: string | undefined, said: string | undefined): boolean {
  if (code !== undefined && UNCERTAIN_CODE.test(code)) return true;
  if (said !== undefined && (TAKEN.test(said) || UNANSWERED.test(said))) return true;
  return holdsId(body, 0);
}

/** Codes that are like the statuses of HTTP: 2xx is a success; 408, 409 and 5xx leave open what became of the request. */
const UNCERTAIN_CODE = /^(?:2\d\d|408|409|5\d\d)$|^(?:ok|succe\w*|accepted|created)$/i;

const TAKEN =
  /^\W*(?:(?:job|task|request|video)\s+)?(?:(?:is|was|has been)\s+)?(?:ok|success\w*|succeeded|accepted|created|queued|submitted|pending|processing|running|in progress)\b(?!.*\b(?:not|fail\w*|error|reject\w*|refus\w*|many|limit\w*|exceed\w*|invalid)\b)/i;

const UNANSWERED = /time[d ]*-?out|gateway|internal|server error/i;

/** Named for the request, its sender or what it asked for, not for a job. */
const OTHER_ID =
  /^(?:request|req|trace|span|log|event|error|user|account|org\w*|team|project|model|client|session|correlation|key|api_?key)[_-]?(?:id|uuid)$/i;
const ID =
  /(?:^|[_-])(?:id|ids|uuid)$|[a-z](?:Id|ID|Ids|IDs|Uuid|UUID)$|^(?:job|task|generation|prediction|order)$/;

const DEEPEST = 5;

function holdsId(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  return Object.entries(value).some(([name, inner]) => {
    if (OTHER_ID.test(name)) return false;
    const text = Array.isArray(inner) ? firstText(...inner) : firstText(inner);
    return (ID.test(name) && text !== undefined && text !== '0') || holdsId(inner, depth + 1);
  });
}

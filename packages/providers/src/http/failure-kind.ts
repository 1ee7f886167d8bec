import type { FailureKind } from '@storyboard/core';

/** What a service's words mean, tried in order. */
export type WordTable = readonly (readonly [pattern: RegExp, kind: FailureKind])[];

/** Words that mean the same whoever says them. */
export const COMMON_WORDS: WordTable = [
  [
    /moderat|nsfw|sensitive|inappropriate|prohibited|polic(?:y|ies)|safety|copyright|data.?inspection|risk.?control/i,
    'moderation',
  ],
  [
    /insufficient|out of credit|run out of|not enough|top.?up|\bbalance\b|\bcredits?\b|arrear|payment/i,
    'balance',
  ],
  [/rate.?limit|too many|throttl|concurren|\bquota\b|too frequent/i, 'quota'],
  [/unauthori[sz]ed|\bapi.?key|invalid (?:\w+ )?(?:key|token)|authenticat|forbidden/i, 'auth'],
  [
    /timed? ?out|timeout|try again|unavailable|not available|overload|\bbusy\b|maintenance|internal|server error/i,
    'transient',
  ],
  [
    /invalid|not supported|unsupported|must|required|missing|validation|exceed|too (?:long|large|short|small)|could not|cannot|unable to|failed to (?:download|fetch|load|open|read)|reachable|not found/i,
    'invalid-input',
  ],
];

/** What a service's words say about a failure, by a table; `otherwise` where they say nothing known. */
export function failureKind(words: string, table: WordTable, otherwise: FailureKind): FailureKind {
  return table.find(([pattern]) => pattern.test(words))?.[1] ?? otherwise;
}

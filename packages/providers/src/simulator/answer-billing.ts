import type { Movement } from './account.ts';
import { CREDITS_PER_MICRO_USD } from './aimlapi-voice.ts';
import { type Answer, jsonAnswer } from './answer.ts';
import type { Incoming } from './voice.ts';
import type { World } from './world.ts';

/** AI/ML API's balance and its list of what moved it. */
export function answerBilling(world: World, incoming: Incoming): Answer {
  const usd = world.account.balance() / 1e6;
  switch (incoming.path) {
    case '/v2/billing':
      return jsonAnswer(200, { current_balance: usd, currency: 'USD' });
    case '/v2/billing/detail':
      return jsonAnswer(200, {
        user_id: 1,
        email: 'customer@simulator.example',
        current_balance: usd,
        currency: 'USD',
        autotopup_settings: { is_enabled: false, threshold: 0, amount: 0, currency: 'USD' },
      });
    case '/v1/billing/balance':
      return jsonAnswer(200, {
        balance: world.account.balance() * CREDITS_PER_MICRO_USD,
        lowBalance: false,
        lowBalanceThreshold: 10_000,
        lastUpdated: incoming.at,
        autoDebitStatus: 'disabled',
        status: 'current',
        statusExplanation: 'Balance is current.',
      });
    case '/v2/billing/transactions':
      return answerTransactions(world, incoming);
    default:
      return world.voice.failed(404, 'Not Found', incoming);
  }
}

function answerTransactions(world: World, incoming: Incoming): Answer {
  const { query } = incoming;
  const limit = Number(query.get('limit') ?? 50);
  const skipped = offsetOf(query.get('cursor'));
  if (!Number.isInteger(limit) || limit < 1 || limit > 100 || skipped === undefined) {
    return world.voice.failed(400, 'Query validation error!', incoming);
  }
  const isWanted = ({ direction, type, created_at }: ReturnType<typeof entryOf>): boolean =>
    [null, direction].includes(query.get('direction')) &&
    [null, type].includes(query.get('type')) &&
    Date.parse(created_at) >= Date.parse(query.get('from') ?? '1970-01-01T00:00:00Z') &&
    Date.parse(created_at) < Date.parse(query.get('to') ?? '9999-01-01T00:00:00Z');
  const rows = world.account.movements().map(entryOf).filter(isWanted).reverse();
  const data = rows.slice(skipped, skipped + limit);
  const next = skipped + data.length;
  const has_more = next < rows.length;
  return jsonAnswer(200, { data, pagination: { next_cursor: has_more ? cursorOf(next) : null, has_more } });
}

function entryOf({ type, job, model, amount, at }: Movement) {
  return {
    created_at: at,
    direction: type === 'charge' ? 'CHARGE' : 'TOPUP',
    type: type === 'charge' ? 'MODEL_USAGE' : 'REFUND',
    amount: { usd: amount / 1e6, credits: amount * CREDITS_PER_MICRO_USD },
    model,
    reference_id: job,
  };
}

function cursorOf(offset: number): string {
  return Buffer.from(JSON.stringify({ v: 1, o: offset })).toString('base64url');
}

function offsetOf(cursor: string | null): number | undefined {
  if (cursor === null) return 0;
  const offset = /^\{"v":1,"o":(\d+)\}$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  return offset === undefined ? undefined : Number(offset);
}

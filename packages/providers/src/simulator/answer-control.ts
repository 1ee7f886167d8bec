import { type Answer, jsonAnswer } from './answer.ts';
import type { Faults } from './fault-dial.ts';
import type { Incoming } from './voice.ts';
import { readAccount, type World } from './world.ts';

/** What a simulator has that no service has: a look into its account, and a hand on its faults. */
export function answerControl(world: World, { method, path, body }: Incoming): Answer | undefined {
  if (method === 'GET' && path === '/simulator/account') return jsonAnswer(200, readAccount(world));
  if (method !== 'POST' || path !== '/simulator/faults') return undefined;
  try {
    const faults: Faults = JSON.parse(body);
    world.dial.set(faults);
    return jsonAnswer(200, { faults });
  } catch (thrown) {
    return jsonAnswer(400, { message: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}

import type { Answer } from './answer.ts';
import { answerAimlapi } from './answer-aimlapi.ts';
import { answerControl } from './answer-control.ts';
import { answerDownload, jobOfFile } from './answer-download.ts';
import { answerPoll } from './answer-poll.ts';
import { answerSubmit } from './answer-submit.ts';
import { FILES_PATH } from './file-link.ts';
import type { RequestKind } from './simulator.ts';
import type { Incoming } from './voice.ts';
import type { World } from './world.ts';

/** What a request is about. */
export function kindOf(
  world: World,
  incoming: Incoming,
): { readonly kind: RequestKind; readonly job?: string | undefined } {
  if (incoming.path.startsWith(FILES_PATH)) return { kind: 'download', job: jobOfFile(incoming.path) };
  const call = world.voice.callOf(incoming);
  if (call?.call === 'poll') return { kind: 'poll', job: call.id };
  if (call?.call === 'submit') return { kind: 'submit' };
  if (world.options.provider !== 'aimlapi') return { kind: 'other' };
  if (incoming.path === '/v2/logs') return { kind: 'logs' };
  if (/^\/v[12]\/billing(?:\/|$)/.test(incoming.path)) return { kind: 'billing' };
  return { kind: /^\/(?:v1\/models$|models$|model\/)/.test(incoming.path) ? 'models' : 'other' };
}

/** What a simulator does with a request. */
export async function answerRequest(world: World, kind: RequestKind, incoming: Incoming): Promise<Answer> {
  world.account.settle(world.now());
  switch (kind) {
    case 'submit':
      return answerSubmit(world, incoming);
    case 'poll': {
      const call = world.voice.callOf(incoming);
      return answerPoll(world, call?.call === 'poll' ? call.id : '', incoming);
    }
    case 'download':
      return answerDownload(world, incoming);
    case 'logs':
    case 'billing':
    case 'models':
      return answerAimlapi(world, kind, incoming);
    case 'other':
      return answerControl(world, incoming) ?? world.voice.failed(404, 'Not Found', incoming);
  }
}

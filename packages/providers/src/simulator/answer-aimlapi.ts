import type { Answer } from './answer.ts';
import { answerBilling } from './answer-billing.ts';
import { answerLogs } from './answer-logs.ts';
import { answerModels } from './answer-models.ts';
import type { Incoming } from './voice.ts';
import type { World } from './world.ts';

/** What AI/ML API has beside generations: the list of requests, the books, the models with their prices. */
export function answerAimlapi(world: World, kind: 'logs' | 'billing' | 'models', incoming: Incoming): Answer {
  if (incoming.method !== 'GET') return world.voice.failed(404, 'Not Found', incoming);
  // The models are there for everybody.
  if (kind === 'models') return answerModels(world, incoming);
  if (incoming.headers['authorization'] !== `Bearer ${world.key}`) {
    return world.voice.refused('auth', '', incoming);
  }
  return kind === 'logs' ? answerLogs(world, incoming) : answerBilling(world, incoming);
}

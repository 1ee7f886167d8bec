import type { ModelSpec } from '@storyboard/core';
import { type Answer, jsonAnswer } from './answer.ts';
import { mark } from './chance.ts';
import { perSecondOf } from './order.ts';
import type { Incoming } from './voice.ts';
import type { World } from './world.ts';

/** AI/ML API's list of models, with what they cost where that is asked for; needs no key. */
export function answerModels(world: World, incoming: Incoming): Answer {
  const { path, query, headers } = incoming;
  const include = `${query.getAll('include').join(',')},${query.has('details') ? 'all' : ''}`.split(',');
  const hasPrices = include.includes('pricing') || include.includes('all');
  const models = world.voice.spec.models.map((model) => entryOf(world, model, hasPrices));
  if (path.startsWith('/model/')) {
    const found = models.find(({ id }) => id === path.slice('/model/'.length).toLowerCase());
    return found === undefined
      ? world.voice.failed(404, 'Not Found', incoming)
      : jsonAnswer(200, { object: 'model', data: found });
  }
  const wanted = query
    .getAll('id')
    .flatMap((text) => text.toLowerCase().split(','))
    .filter((id) => id !== '');
  const data = models.filter(
    ({ id, aliases }) => wanted.length === 0 || [id, ...aliases].some((name) => wanted.includes(name)),
  );
  const answer = jsonAnswer(200, { object: 'list', data });
  const etag = `W/"${mark(0, String(answer.reply.body)).slice(0, 27)}"`;
  if (headers['if-none-match'] === etag) {
    return { manner: 'reply', reply: { status: 304, headers: { etag }, body: '' } };
  }
  return { ...answer, reply: { ...answer.reply, headers: { ...answer.reply.headers, etag } } };
}

function entryOf(world: World, model: ModelSpec, hasPrices: boolean) {
  const variants = model.resolutions.map((resolution) => ({
    when: { resolution },
    price: perSecondOf(model.id, resolution, world.voice.spec) / 1e6,
    unit: 'second',
    per: 1,
  }));
  return {
    id: model.id,
    aliases: [model.id.split('/').at(-1) ?? model.id],
    type: 'internal/video-generations/submit',
    info: { name: model.title, developer: 'Alibaba Cloud' },
    tags: ['playground:video'],
    ...(hasPrices
      ? { pricing: { kind: 'variants', currency: 'USD', dimensions: ['resolution'], variants } }
      : {}),
  };
}

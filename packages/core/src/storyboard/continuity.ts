import type { SpelledReference } from '../provider/spell-prompt.ts';
import type { Continuity } from './resolved.ts';

/**
 * What a shot goes on from, as one of its references: after all others, so that it changes no other's number. Its name
 * has a sign that names of references cannot have, so the two never meet; prompt parts use the same name.
 */
export function continuedReference({ shot, use }: Continuity): SpelledReference {
  return use === 'clip'
    ? { name: `${shot}:clip`, kind: 'video', description: 'the clip before' }
    : { name: `${shot}:last-frame`, kind: 'image', description: 'the picture before' };
}

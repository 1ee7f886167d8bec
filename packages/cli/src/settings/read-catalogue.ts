import {
  type Catalogue,
  type ModelSpec,
  type ProviderLimits,
  type ProviderSpec,
  type ReferenceKind,
  type ReferenceSpelling,
  StoryboardError,
  visibleText,
} from '@storyboard/core';
import { CATALOGUE } from '@storyboard/providers/catalogue';
import { type Environment, settingOf } from './environment.ts';

const KINDS = ['image', 'video'] as const satisfies readonly ReferenceKind[];
const MOST_AT_ONCE = 100;
const MOST_PER_SECOND = 1000;
const LONGEST_TOKEN = 64;

/**
 * The catalogue with what the environment says of each provider: how much of it may be used at once
 * (`SHORTAPI_CONCURRENCY`, `…_SUBMITS_PER_SECOND`, `…_POLLS_PER_SECOND`), and how a prompt names a reference where that
 * differs from what is known (`…_IMAGE_TOKEN`, `…_VIDEO_TOKEN`, such as `@Video{n}`).
 *
 * @throws StoryboardError `usage` for a setting that makes no sense
 */
export function readCatalogue(environment: Environment, catalogue: Catalogue = CATALOGUE): Catalogue {
  const names = Object.keys(environment);
  return catalogue.map((spec) => {
    const prefix = settingPrefix(spec);
    return spec.local || !names.some((name) => name.startsWith(prefix))
      ? spec
      : withSettings(spec, prefix, environment);
  });
}

/** Every variable that changes a provider's entry in the catalogue. */
export function settingNames(spec: ProviderSpec): readonly string[] {
  const names = ['CONCURRENCY', 'SUBMITS_PER_SECOND', 'POLLS_PER_SECOND', 'IMAGE_TOKEN', 'VIDEO_TOKEN'];
  return spec.local ? [] : names.map((name) => `${settingPrefix(spec)}${name}`);
}

function settingPrefix({ id }: ProviderSpec): string {
  return `${id.toUpperCase().replaceAll('-', '_')}_`;
}

function withSettings(spec: ProviderSpec, prefix: string, environment: Environment): ProviderSpec {
  const templates = KINDS.flatMap((kind) => {
    const name = `${prefix}${kind.toUpperCase()}_TOKEN`;
    const template = settingOf(environment, name);
    return template === undefined ? [] : [[kind, checkedTemplate(name, template)] as const];
  });
  const models = templates.length === 0 ? spec.models : spec.models.map((model) => respelt(model, templates));
  const limits = spec.limits === undefined ? {} : { limits: limitsOf(spec.limits, prefix, environment) };
  return { ...spec, models, ...limits };
}

function limitsOf(limits: ProviderLimits, prefix: string, environment: Environment): ProviderLimits {
  const read = (name: string, whole: boolean): number | undefined => {
    const written = settingOf(environment, `${prefix}${name}`);
    return written === undefined ? undefined : amountOf(`${prefix}${name}`, written, whole);
  };
  return {
    concurrency: read('CONCURRENCY', true) ?? limits.concurrency,
    submitsPerSecond: read('SUBMITS_PER_SECOND', false) ?? limits.submitsPerSecond,
    pollsPerSecond: read('POLLS_PER_SECOND', false) ?? limits.pollsPerSecond,
  };
}

function amountOf(name: string, written: string, whole: boolean): number {
  const most = whole ? MOST_AT_ONCE : MOST_PER_SECOND;
  const value = (whole ? /^\d{1,3}$/ : /^\d{1,4}(\.\d{1,3})?$/).test(written) ? Number(written) : 0;
  if (value > 0 && value <= most) return value;
  throw new StoryboardError('usage', `${name} is ${JSON.stringify(visibleText(written))}.`, {
    hint: whole
      ? `Write how many jobs may run at once, a whole number from 1 to ${most}.`
      : `Write how often a second, such as 0.5 or 4, at most ${most}.`,
  });
}

function checkedTemplate(name: string, template: string): string {
  if (template.includes('{n}') && template.length <= LONGEST_TOKEN && visibleText(template) === template) {
    return template;
  }
  throw new StoryboardError('usage', `${name} is ${JSON.stringify(visibleText(template))}.`, {
    hint: `Write how a prompt names a reference, with {n} for its number, such as @Video{n}; at most ${LONGEST_TOKEN} characters.`,
  });
}

/** A model with other words for references; who sets them knows that they are right. */
function respelt(
  model: ModelSpec,
  templates: readonly (readonly [kind: ReferenceKind, template: string])[],
): ModelSpec {
  const changed = templates
    .filter(([kind]) => model.references[kind].max > 0)
    .map(([kind, template]) => {
      const known = model.references.spelling[kind];
      const counted =
        known.type === 'token' ? known : ({ type: 'token', numbering: 'per-kind', first: 1 } as const);
      return [kind, { ...counted, template, verified: true } satisfies ReferenceSpelling] as const;
    });
  if (changed.length === 0) return model;
  const spelling = { ...model.references.spelling, ...Object.fromEntries(changed) };
  return { ...model, references: { ...model.references, spelling } };
}

/** The variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a variable says; undefined where it is not set, or set but empty, as a workflow passes on what it does not have. */
export function settingOf(environment: Environment, name: string): string | undefined {
  const written = environment[name]?.trim();
  return written === '' ? undefined : written;
}

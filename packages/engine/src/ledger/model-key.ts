/** Names a provider's model in a map. */
export function modelKey(provider: string, model: string): string {
  return `${provider} ${model}`;
}

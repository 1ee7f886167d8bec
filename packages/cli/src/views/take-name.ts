/** A take as people call it: the shot alone for its first take, `embrace #2` for a later one. `id` is `<shot>/<number>`. */
export function takeName(id: string): string {
  const [shot = id, take = '1'] = id.split('/');
  return take === '1' ? shot : `${shot} #${take}`;
}

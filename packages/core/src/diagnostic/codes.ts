/**
 * Every code a diagnostic can have, with what it means. One closed set: scripts match codes, never text.
 */
export const DIAGNOSTIC_CODES = {
  'file-not-found': { title: 'File not found', about: 'A storyboard or scene file does not exist.' },
  'file-unreadable': { title: 'File cannot be read', about: 'A file exists but cannot be read.' },
  'file-not-utf8': { title: 'Not UTF-8', about: 'A file is not valid UTF-8 text.' },
  'file-too-large': {
    title: 'File too large',
    about: 'A file is above the size limit and was refused before parsing.',
  },
  'yaml-syntax': { title: 'Broken YAML', about: 'The text is not valid YAML.' },
  'yaml-duplicate-key': { title: 'Duplicate key', about: 'A mapping has the same key twice.' },
  'yaml-merge-key': { title: 'Merge key', about: 'Merge keys (`<<`) are not part of the format.' },
  'yaml-alias': {
    title: 'Alias not usable',
    about: 'An alias has no anchor, refers to itself, or aliases expand too far.',
  },
  'yaml-tag': { title: 'Tag not allowed', about: 'Only the tags of the YAML core schema are read.' },
  'yaml-documents': { title: 'Several documents', about: 'A file holds more than one YAML document.' },
  'yaml-too-deep': { title: 'Nested too deeply', about: 'Mappings or lists are nested beyond the limit.' },
  'forbidden-character': {
    title: 'Forbidden character',
    about: 'A text holds a control character, or half of a character pair.',
  },
  'text-cut-by-comment': {
    title: 'Text cut by a comment',
    about: 'A text without quotes ends at ` #`, which begins a comment; what follows is not read.',
  },
  'forbidden-key': {
    title: 'Forbidden key',
    about: '`__proto__`, `prototype` and `constructor` are never read as keys.',
  },
  'unknown-key': { title: 'Unknown key', about: 'A key is not part of the format.' },
  'missing-key': { title: 'Missing key', about: 'A required key is not there.' },
  'wrong-type': { title: 'Wrong type', about: 'A value is of another type than the format wants.' },
  'not-one-of': { title: 'Not one of the choices', about: 'A value is not among those allowed.' },
  'out-of-range': {
    title: 'Out of range',
    about: 'A number, a text length or a list length is outside its limits.',
  },
  'wrong-form': { title: 'Wrong form', about: 'A text does not have the form that is wanted.' },
  'conflicting-keys': {
    title: 'Keys that exclude each other',
    about: 'Two keys stand together of which only one can count.',
  },
  'listed-twice': { title: 'Listed twice', about: 'A list has the same entry twice.' },
  'duplicate-id': { title: 'Duplicate shot id', about: 'Two shots have the same id.' },
  'include-cycle': { title: 'Include cycle', about: 'Scene files include each other in a circle.' },
  'include-repeated': {
    title: 'Scene file included twice',
    about: 'A scene file is included twice, which would give two shots the same id.',
  },
  'include-too-deep': {
    title: 'Includes nested too deeply',
    about: 'Scene files include each other deeper than the limit.',
  },
  'output-overwrites': {
    title: 'File over another one',
    about:
      'The film, or what is made beside it, would be written over a file that the storyboard reads, over one another or into the store.',
  },
  'path-outside-project': {
    title: 'Path outside the project',
    about: 'A path is absolute or leaves the project folder.',
  },
  'unknown-reference': { title: 'Unknown reference', about: 'A reference is named that is not declared.' },
  'unnamed-reference': {
    title: 'Reference never named',
    about: 'A reference is attached to a shot but its prompt never names it.',
  },
  'unused-reference': {
    title: 'Reference never used',
    about: 'A reference is declared but no shot uses it.',
  },
  'unknown-shot': { title: 'Unknown shot', about: 'A shot id is named that no shot has.' },
  'continues-later': { title: 'Continues a later shot', about: 'A shot can only go on from an earlier one.' },
  'continues-cycle': { title: 'Continuity cycle', about: 'Shots continue each other in a circle.' },
  'unknown-provider': { title: 'Unknown provider', about: 'A provider is named that does not exist.' },
  'unknown-model': { title: 'Unknown model', about: 'A provider does not have the model.' },
  'duration-not-offered': {
    title: 'Duration not offered',
    about: 'The model does not make clips of this length.',
  },
  'resolution-not-offered': {
    title: 'Resolution not offered',
    about: 'The model does not make pictures of this resolution.',
  },
  'aspect-not-offered': { title: 'Aspect not offered', about: 'The model cannot be asked for this aspect.' },
  'prompt-too-long': {
    title: 'Prompt too long',
    about: 'The prompt is above the model’s limit, counted as the model gets it.',
  },
  'negative-prompt-not-offered': {
    title: 'Negative prompt not offered',
    about: 'The model takes no negative prompt.',
  },
  'too-many-references': { title: 'Too many references', about: 'More references than the model takes.' },
  'missing-reference': {
    title: 'Reference missing',
    about: 'The model needs a reference of a kind that the shot does not have.',
  },
  'reference-not-offered': {
    title: 'Reference kind not offered',
    about: 'The model takes no references of this kind.',
  },
  'reference-not-found': {
    title: 'File of a reference or music not found',
    about: 'A file of a reference or of the soundtrack does not exist or cannot be read.',
  },
  'reference-not-media': {
    title: 'File is no media',
    about: 'The first bytes of a file are not those of an image, a clip or music, whichever is wanted of it.',
  },
  'reference-too-large': {
    title: 'Reference file too large',
    about: 'The file is above what the model takes.',
  },
  'reference-needs-description': {
    title: 'Description needed',
    about: 'The model has no token for references; a description must stand in its place.',
  },
  'spelling-unverified': {
    title: 'Spelling unverified',
    about: 'How this model names such a reference is not documented; the best known spelling is used.',
  },
  'local-file-unverified': {
    title: 'Local file unverified',
    about: 'Whether the provider takes a file of the project instead of a public URL is not documented.',
  },
  'seed-not-offered': { title: 'Seed not offered', about: 'The model takes no seed, or not this one.' },
  'audio-not-offered': {
    title: 'Sound switch not offered',
    about: 'The model cannot be asked for sound on or off.',
  },
  'shot-type-not-offered': {
    title: 'Shot type not offered',
    about: 'The model does not offer this shot type.',
  },
  'unknown-option': { title: 'Unknown option', about: 'The model has no such parameter.' },
  'wrong-option': { title: 'Wrong option', about: 'A parameter of the model has a value it does not take.' },
  'nothing-to-match': {
    title: 'Nothing to match',
    about: 'The first shot of a film has no shot before it whose colours it could take over.',
  },
  'fades-too-long': {
    title: 'Fades longer than the film',
    about: 'The music fades in and out over more time than the film has.',
  },
  'transition-too-long': {
    title: 'Transition too long',
    about: 'Transitions take more frames than a shot has.',
  },
  'model-retired': {
    title: 'Model retired',
    about: 'The model is announced to be gone, or is gone already.',
  },
  'prices-unread': {
    title: 'Prices not read',
    about:
      'A provider publishes what its models cost, and that could not be read; the figures that come with the program count, where there are any.',
  },
  'too-many-problems': {
    title: 'Too many problems',
    about:
      'There are more problems than are listed; the first thousand errors and the first thousand warnings are.',
  },
} as const satisfies Record<string, { readonly title: string; readonly about: string }>;

/** The code of a diagnostic. */
export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES;

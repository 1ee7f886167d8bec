/** What a look at a film can find. */
export type FindingCode =
  /** It has other frames than the timeline, or they do not follow each other evenly. */
  | 'wrong-frames'
  /** Its sound is longer or shorter than its pictures. */
  | 'wrong-sound'
  /** Pictures or sound that a player cannot decode. */
  | 'undecodable'
  /** A jump in the sound where two clips meet. */
  | 'click'
  /** A stretch of black that no transition makes. */
  | 'black'
  /** A stretch in which nothing moves. */
  | 'frozen'
  /** It is not as loud as the storyboard asks. */
  | 'off-loudness'
  /** It is louder at its loudest moment than a player can play. */
  | 'over-peak';

/** Something that a look at a finished film found, with where it is. */
export type Finding = {
  readonly code: FindingCode;
  /** One sentence with the value met. */
  readonly message: string;
  /** Where it begins, in seconds from the film's start; absent for what is about the whole film. */
  readonly seconds?: number;
  /** How long it lasts, in seconds. */
  readonly durationSeconds?: number;
  /** The shot it is in; absent where that is not known. */
  readonly shot?: string;
};

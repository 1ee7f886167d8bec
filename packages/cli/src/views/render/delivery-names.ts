import type { Delivery } from '@storyboard/core';

/** What is made beside a film, in words. */
export const DELIVERY_NAMES: Readonly<Record<Delivery, string>> = {
  poster: 'poster',
  gif: 'GIF',
  'contact-sheet': 'contact sheet',
};

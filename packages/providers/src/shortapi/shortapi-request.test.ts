import type { GenerationRequest } from '@storyboard/core';
import { expect, test } from 'vitest';
import { shortapiJob } from './shortapi-request.ts';

const REQUEST: GenerationRequest = {
  provider: 'shortapi',
  model: 'alibaba/wan-2.6/reference-to-video',
  prompt: '@Video1 and @Video2 dance.',
  negativePrompt: 'rain',
  references: [],
  duration: 7,
  resolution: '1080p',
  aspect: undefined,
  audio: false,
  shotType: 'single',
  seed: undefined,
  options: {},
};

const URLS = {
  video: ['https://example.com/1.mp4', 'https://example.com/2.mp4'],
  image: ['https://example.com/1.png', 'https://example.com/2.png'],
};

test('reference to video takes both lists, in the order given', () => {
  expect(shortapiJob(REQUEST, URLS)).toEqual({
    model: 'alibaba/wan-2.6/reference-to-video',
    args: {
      prompt: '@Video1 and @Video2 dance.',
      negative_prompt: 'rain',
      video_urls: URLS.video,
      image_urls: URLS.image,
      duration: 7,
      resolution: '1080p',
      shot_type: 'single',
      audio: false,
    },
  });
  expect(shortapiJob(REQUEST, { ...URLS, image: [] }).args).not.toHaveProperty('image_urls');
});

test('text to video takes an aspect and no references', () => {
  const request: GenerationRequest = {
    ...REQUEST,
    model: 'alibaba/wan-2.6/text-to-video',
    negativePrompt: undefined,
    duration: 5,
    resolution: '720p',
    aspect: '4:3',
    audio: undefined,
    options: { prompt_extend: true, duration: 10 },
  };
  expect(shortapiJob(request, URLS).args).toEqual({
    prompt: '@Video1 and @Video2 dance.',
    duration: 5,
    resolution: '720p',
    aspect_ratio: '4:3',
    shot_type: 'single',
    prompt_extend: true,
  });
});

test('image to video takes one image and its resolution in upper case', () => {
  const request = { ...REQUEST, model: 'alibaba/wan-2.6/image-to-video', audio: true };
  expect(shortapiJob(request, { video: [], image: URLS.image.slice(0, 1) }).args).toMatchObject({
    image_url: 'https://example.com/1.png',
    resolution: '1080P',
    audio: true,
  });
});

import type { Middleware } from 'openapi-fetch';
import { en } from '../language/en';
import { zh } from '../language/zh';

/** What the API answers in the place of a text whose key was destroyed, as JSON has it. */
const ERASED = '"[erased]"';

/** Erased texts are read in the reader's language, on whatever page they stand. */
export const sayErased: Middleware = {
  onResponse: async ({ response }) => {
    if (!(response.headers.get('Content-Type') ?? '').includes('json')) return undefined;
    const text = await response.clone().text();
    if (!text.includes(ERASED)) return undefined;
    const { 'keep.erased-text': word } = document.documentElement.lang === 'en' ? en : zh;
    return new Response(text.replaceAll(ERASED, JSON.stringify(word)), response);
  },
};

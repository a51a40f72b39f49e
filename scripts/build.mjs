import process from 'node:process';
import { build } from './preparation/build.mjs';
import { ROOT } from './preparation/root.mjs';

build(ROOT).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

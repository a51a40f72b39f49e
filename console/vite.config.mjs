import { join } from 'node:path';
import { defineConfig } from 'vite';
import { demoSession } from './development/demo-session.mjs';

/** Where `npm start` serves the API, for `npm run console`. */
const api = process.env.API ?? 'http://127.0.0.1:3000';

/** @param {string} name */
function page(name) {
  return join(import.meta.dirname, name);
}

export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy lets no data: script or style through.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Ant Design with React is one part of about 300 kB compressed; pages are parts of their own.
    chunkSizeWarningLimit: 1_500,
    reportCompressedSize: false,
    rolldownOptions: {
      // The customers' pages are apart: a phone loads none of the console for them.
      input: { console: page('index.html'), customer: page('customer/index.html') },
      // “use client” is for servers that render React; there is none.
      onLog: (level, log, handle) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
  server: { proxy: { '/api': { target: api, changeOrigin: true } } },
  plugins: [demoSession(process.env.DEMO_USER, process.env.DATA_DIR)],
});

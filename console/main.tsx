import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import './look/fonts.css';
import './look/base.css';
import './look/shell.css';
import './look/work.css';
import './look/case.css';
import './look/supervision.css';

// A newer console has been put in place since: its pages have other names.
addEventListener('vite:preloadError', () => location.reload());

const place = document.getElementById('console');
if (!place) throw new Error('The page has no place for the console.');
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

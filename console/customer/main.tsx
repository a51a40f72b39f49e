import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import '../look/fonts.css';
import './look.css';

const place = document.getElementById('customer');
if (!place) throw new Error('The page has no place for its content.');
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

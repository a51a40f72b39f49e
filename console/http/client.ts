import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from '../generated/api';
import { sayErased } from './erased';

export type Schemas = components['schemas'];
export type CaseSummary = Schemas['CaseSummary'];
/** Of a list; found by a search, also where. */
export type ListedCase = Schemas['ListedCase'];
export type CaseView = Schemas['Case'];
export type ClockView = Schemas['Clock'];
export type CaseEvent = Schemas['CaseEvent'];
export type Company = Schemas['Company'];
export type Role = Company['people'][number]['roles'][number];
export type Stage = CaseSummary['stage'];

/** Told when the server no longer knows who asks. */
type SignedOut = () => void;
const signedOut = new Set<SignedOut>();

export function onSignedOut(listener: SignedOut): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

const noticeSignOut: Middleware = {
  onResponse: ({ response, schemaPath }) => {
    if (response.status === 401 && !schemaPath.includes('/session')) {
      for (const listener of signedOut) listener();
    }
  },
};

/** The API of the server that this page came from; the session is a cookie. */
export const api = createClient<paths>({ baseUrl: '/' });
api.use(noticeSignOut, sayErased);

/** A kind of problem that the API answers with (RFC 9457). Its page is at `/problems/{id}`. */
export interface ProblemType {
  readonly status: number;
  readonly title: string;
  /** What it means and what to do, for the page. */
  readonly about: string;
}

/** Every kind of problem, by the last part of its `type`. */
export const PROBLEM_TYPES = {
  malformed: {
    status: 400,
    title: 'The request cannot be read',
    about:
      'The body is not the JSON it says it is, or a header is not of its form. Correct it and send it again.',
  },
  unauthenticated: {
    status: 401,
    title: 'Who is asking is not known',
    about:
      'Sign in, or send a valid API key in the header Authorization, as in “Bearer rk_…”. An administrator issues keys.',
  },
  'wrong-credentials': {
    status: 401,
    title: 'User or password is wrong',
    about:
      'Which of the two is not said, nor whether there is such a user. An administrator can set a new password.',
  },
  'password-change-needed': {
    status: 403,
    title: 'The password has to be changed first',
    about:
      'Somebody else chose the password and knows it. Change it by POST /api/v1/session/password; then everything is open.',
  },
  'bad-link': {
    status: 401,
    title: 'The link is not valid',
    about:
      'It is not whole, or was changed. Copy it from our message once more; if that does not help, ask customer service for a new one.',
  },
  'link-over': {
    status: 410,
    title: 'The link does not work any more',
    about:
      '“reason” says why: “expired”; “withdrawn” because a new one was made; “erased” because nothing personal is left of the case. Customer service sends a new one, where there is still something to see.',
  },
  'code-needed': {
    status: 401,
    title: 'The code has to be entered first',
    about:
      'What is personal is shown only where the code was entered that we send to the mailbox or phone on record. It holds for an hour.',
  },
  'wrong-code': {
    status: 422,
    title: 'The code is not right',
    about:
      '“reason” says what it was: “wrong”, “over” (ten minutes, or five wrong tries), or “locked” until tomorrow. A new code can be asked for.',
  },
  'challenge-failed': {
    status: 422,
    title: 'The guard against machines was not passed',
    about: 'The challenge is too old, was used before, or was not solved. Take a new one.',
  },
  'cross-site': {
    status: 403,
    title: 'The request came from another site',
    about:
      'With a session, only our own pages may change anything. Programs use an API key, which needs no such check.',
  },
  'not-allowed': {
    status: 403,
    title: 'Not for this role',
    about:
      'You are known, but neither your roles nor your department allow this, or your API key was made for less. “detail” says who may; “admitted” names the commands that you could send to the case now. The refusal was put on the access record.',
  },
  'not-found': {
    status: 404,
    title: 'There is no such thing',
    about: 'Nothing is known under this address. Check the number or the id.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Not by this method',
    about: 'The address exists, but not for this HTTP method. The header Allow names those it takes.',
  },
  'not-admitted': {
    status: 409,
    title: 'The case does not take this command now',
    about:
      'The command is out of its stage, or a rule of the policy pack does not allow it. “stage” says where the case stands, “admitted” which commands it takes from you now.',
  },
  held: {
    status: 409,
    title: 'The case is under legal hold',
    about:
      '“holds” says who placed each, when, and why. Nothing of the case is erased until the last is lifted, by quality management or the head of customer service.',
  },
  'not-archived': {
    status: 409,
    title: 'The case is not archived yet',
    about:
      'Only what has come to its end is erased: “stage” says where the case stands, “reopenUntil” until when the customer can have a closed one reopened. It is archived after that.',
  },
  erased: {
    status: 409,
    title: 'The case was erased',
    about:
      'Its names, contacts, texts and files can’t be read any more, by nobody, and nothing can be added. What happened when stays on record.',
  },
  outdated: {
    status: 409,
    title: 'Somebody else has changed it meanwhile',
    about:
      'The change was made on a version that is not the newest any more. “version” is the newest: look at it, and repeat the change on it if it is still right. Nothing was changed.',
  },
  changed: {
    status: 412,
    title: 'The case has changed meanwhile',
    about:
      'If-Match named a revision that is not the current one. “revision” is the current one, “events” is what has happened since. Look at it, and send the command again if it is still right.',
  },
  'too-large': {
    status: 413,
    title: 'The body is too large',
    about: 'A JSON body may have 1 MB, an attachment 20 MB. Send less, or upload files as attachments.',
  },
  'unsupported-type': {
    status: 415,
    title: 'The body is of another type',
    about: 'Bodies are application/json in UTF-8; attachments are multipart/form-data.',
  },
  invalid: {
    status: 422,
    title: 'Some fields are not valid',
    about: '“errors” names each field and says what is expected there. Nothing was stored.',
  },
  'personal-number': {
    status: 422,
    title: 'A field holds an ID-card or bank-card number',
    about:
      'Such numbers are never kept, so that none can leak. “errors” names the field; leave the number out and send the rest again. Nothing was stored.',
  },
  'used-otherwise': {
    status: 422,
    title: 'This key or id was used for something else',
    about:
      'An Idempotency-Key or commandId may be repeated only with the very same content. Take a new one for something new. Nothing was changed.',
  },
  'too-many': {
    status: 429,
    title: 'Too many requests',
    about:
      'More requests came in a minute than are allowed, or too many wrong passwords. Wait for the seconds in Retry-After.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong here',
    about: 'This is our mistake. It was logged under “requestId”; tell an operator.',
  },
  'not-yet': {
    status: 503,
    title: 'The case is just being registered',
    about:
      'It is safely stored and its procedure is about to start. Send the command again after the seconds in Retry-After.',
  },
  unavailable: {
    status: 503,
    title: 'A part of the system is out of reach',
    about:
      'Send the request again after the seconds in Retry-After. A command may have been taken in all the same: repeat it with the “commandId” of this answer, and it is carried out once only.',
  },
} as const satisfies Readonly<Record<string, ProblemType>>;

export type ProblemId = keyof typeof PROBLEM_TYPES;

/** The `type` of a problem: a reference relative to the service, with a page behind it. */
export function problemUri(id: ProblemId): string {
  return `/problems/${id}`;
}

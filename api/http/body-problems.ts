/** What a request can be refused for because of its body, whatever the route; those of a route follow. */
export const BODY_PROBLEMS = ['malformed', 'too-large', 'unsupported-type', 'invalid'] as const;

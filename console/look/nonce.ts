/** The content security policy lets only styles through that carry this; the server makes it anew for each page. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

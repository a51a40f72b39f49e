import { parseCookie } from 'cookie';
import type { CookieOptions, Request, Response } from 'express';

/** A cookie that only this service sees and scripts never do. */
export interface SecretCookie {
  readonly name: string;
  read(request: Request): string | undefined;
  set(response: Response, value: string): void;
  clear(response: Response): void;
}

/**
 * A cookie for one secret. It goes with requests of our own pages, and with links that lead here, but with nothing that
 * another site sends (SameSite=Lax). Over https its name begins with `__Host-`, so that no other host of the domain can
 * plant one (RFC 6265bis, 4.1.3.2).
 *
 * @param publicUrl where the product is reached
 */
export function createSecretCookie(name: string, publicUrl: string): SecretCookie {
  return secretCookie(name, publicUrl, { prefix: '__Host-', path: '/', sameSite: 'lax' });
}

/**
 * A cookie that goes with requests under one path alone, and with none that another site leads to. Over https its name
 * begins with `__Secure-`, as `__Host-` is for whole hosts.
 */
export function createPathCookie(name: string, publicUrl: string, path: string): SecretCookie {
  return secretCookie(name, publicUrl, { prefix: '__Secure-', path, sameSite: 'strict' });
}

interface Kind {
  /** Over https, before its name. */
  readonly prefix: string;
  readonly path: string;
  readonly sameSite: 'lax' | 'strict';
}

function secretCookie(name: string, publicUrl: string, { prefix, path, sameSite }: Kind): SecretCookie {
  const secure = publicUrl.startsWith('https:');
  const fullName = secure ? `${prefix}${name}` : name;
  const options: CookieOptions = { httpOnly: true, secure, sameSite, path };
  return {
    name: fullName,
    read: (request) => parseCookie(request.headers.cookie ?? '')[fullName],
    // Without an age it goes with the browser; when it is over is the server's to say.
    set: (response, value) => {
      response.cookie(fullName, value, options);
    },
    clear: (response) => {
      response.clearCookie(fullName, options);
    },
  };
}

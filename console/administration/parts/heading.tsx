import type { ReactNode } from 'react';
import { Link } from 'react-router';

interface Props {
  readonly title: string;
  /** What this page is for, in a sentence. */
  readonly about?: string;
  readonly back?: { readonly to: string; readonly title: string };
  readonly children?: ReactNode;
}

/** The head of a page: where it belongs, what it is, and what can be begun here. */
export function Heading({ title, about, back, children }: Props) {
  return (
    <header className="admin-head">
      <div>
        {back && <Link to={back.to}>← {back.title}</Link>}
        <h1>{title}</h1>
        {about !== undefined && <p className="quiet">{about}</p>}
      </div>
      {children && <div className="admin-acts">{children}</div>}
    </header>
  );
}

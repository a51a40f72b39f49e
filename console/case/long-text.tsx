import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useSay } from '../language/language';

/** What people wrote, as they wrote it; of a long one the beginning, until its reader wants all of it. */
export function LongText({ text }: { readonly text: string }) {
  const say = useSay();
  const paragraph = useRef<HTMLParagraphElement>(null);
  const [whole, setWhole] = useState(false);
  const [isCut, setIsCut] = useState(false);
  useEffect(() => {
    const shown = paragraph.current;
    if (!shown) return;
    const observer = new ResizeObserver(() => setIsCut(shown.scrollHeight > shown.clientHeight + 1));
    observer.observe(shown);
    return () => observer.disconnect();
  }, [text]);
  return (
    <>
      <p ref={paragraph} className={`prose long-text ${whole ? '' : 'is-cut'}`}>
        {text}
      </p>
      {(isCut || whole) && (
        <Button
          type="link"
          size="small"
          className="flush whole-text"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {say(whole ? 'facts.less' : 'facts.whole')}
        </Button>
      )}
    </>
  );
}

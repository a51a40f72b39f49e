import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../http/client';
import { answered } from '../../http/failure';
import { useLanguage } from '../../language/language';

/** How long nothing is typed before the text is checked. */
const PAUSE_MS = 500;

/** What the server makes of a text, a moment after somebody has stopped writing; the last answer stays until the next. */
export function useCheck(text: string) {
  const { language } = useLanguage();
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const { data, error, isFetching } = useQuery({
    queryKey: ['administration', 'draft', settled, language],
    queryFn: () => answered(api.POST('/api/v1/packs/check', { body: { text: settled, language } })),
    enabled: settled.trim() !== '',
    placeholderData: (former) => former,
    retry: false,
    gcTime: 0,
  });
  return { check: data, error, isCurrent: settled === text && !isFetching };
}

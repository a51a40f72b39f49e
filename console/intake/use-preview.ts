import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../http/client';
import { answered } from '../http/failure';
import { written, type Draft } from './draft';

const PAUSE_MS = 350;

/** What the system makes of the draft, asked after each pause in typing. */
export function usePreview(draft: Draft) {
  const [settled, setSettled] = useState(draft);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(draft), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  const body = written(settled);
  return useQuery({
    queryKey: ['preview', body],
    queryFn: () => answered(api.POST('/api/v1/complaints/preview', { body })),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 0,
  });
}

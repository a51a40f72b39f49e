import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSay } from '../language/language';

const NUMBER = /^C\d{8}-\d{6}$/i;
const SHORTEST = 2;

/** Finds cases by number or customer; a whole number opens its case. */
export function SearchBox() {
  const say = useSay();
  const go = useNavigate();
  const [text, setText] = useState('');
  const search = (): void => {
    const wanted = text.trim();
    if (NUMBER.test(wanted)) void go(`/cases/${wanted.toUpperCase()}`);
    else if (wanted.length >= SHORTEST) void go(`/cases?${new URLSearchParams({ q: wanted }).toString()}`);
  };
  return (
    <Input
      id="search"
      className="search"
      type="search"
      value={text}
      prefix={<SearchOutlined />}
      suffix={<kbd className="wide-only">/</kbd>}
      placeholder={say('shell.search')}
      aria-label={say('shell.search')}
      onChange={({ target }) => setText(target.value)}
      onPressEnter={search}
    />
  );
}

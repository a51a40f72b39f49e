import { theme as antTheme, type ThemeConfig } from 'antd';

export type Mode = 'light' | 'dark';

/** The one accent; red is kept for what is broken, orange for what soon will be. */
const ACCENT = { light: '#1d5fa8', dark: '#6aa9ec' } as const;
const STRONG = { light: '#16191d', dark: '#f2f4f7' } as const;

/** Ant Design in our look. Its “error” and “warning” are not red and orange here: these colours belong to clocks. */
export function themeOf(mode: Mode): ThemeConfig {
  const dark = mode === 'dark';
  const quiet = dark ? '#b4bcc6' : '#4a5562';
  return {
    algorithm: dark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
    token: {
      colorPrimary: ACCENT[mode],
      colorInfo: ACCENT[mode],
      colorLink: ACCENT[mode],
      colorSuccess: ACCENT[mode],
      colorError: STRONG[mode],
      colorWarning: STRONG[mode],
      colorText: STRONG[mode],
      colorTextSecondary: quiet,
      colorTextTertiary: quiet,
      colorTextDescription: quiet,
      colorTextPlaceholder: dark ? '#98a2ae' : '#626d7a',
      colorBgBase: dark ? '#14171b' : '#ffffff',
      ...(dark && { colorTextLightSolid: '#0d1013' }),
      fontFamily: 'var(--fonts)',
      fontSize: 14,
      borderRadius: 4,
      controlHeight: 32,
      // Without, nothing waits for the end of a movement that is not made.
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      motionDurationMid: '0.1s',
      motionDurationSlow: '0.15s',
    },
    components: { Form: { itemMarginBottom: 12, verticalLabelPadding: '0 0 2px' } },
  };
}

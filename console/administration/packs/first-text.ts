/** What a new pack begins with: it stands on another one and says what is otherwise. */
export const FIRST_TEXT = `# What is not said here is as in the pack that it extends.
id: our-rules
extends: media
title: { zh: 本公司投诉处理规定, en: Our own complaint rules }
clocks:
  - { id: 3.2-accept, limit: PT2H }
`;

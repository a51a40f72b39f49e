import { Modal, type ModalProps } from 'antd';

/**
 * A dialog over the page. It stands within the console and not in the body, as only there the library leaves out a style
 * of its own against scrolling behind it, which the content security policy would keep out: nothing scrolls there.
 */
export function Dialog(props: Omit<ModalProps, 'getContainer'>) {
  return <Modal {...props} getContainer={() => document.getElementById('console') ?? document.body} />;
}

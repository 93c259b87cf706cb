import { makeI18n } from '../common/language';
import { texts } from './texts';

export const i18n = makeI18n(texts);

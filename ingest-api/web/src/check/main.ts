import { createApp } from 'vue';
import '../common/base.css';
import { makeI18n } from '../common/language';
import App from './App.vue';
import { texts } from './texts';

createApp(App).use(makeI18n(texts)).mount('#app');

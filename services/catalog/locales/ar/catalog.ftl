nav-products = المنتجات
nav-store = الواجهة
store = المتجر

# Stock
left-in-stock = بقي { $n }
stock-in = متوفر
stock-low = بقي { $n } فقط
stock-out = نفد
sold-out-today = نفد اليوم
no-longer-sold = لم يعد معروضًا للبيع
choose-exactly = اختر { $min }
choose-between = اختر من { $min } إلى { $max }
choose-up-to = اختر حتى { $max }
modifiers-sold-out = نفد: { $names }

# Shop
price-from = من { $price }
price-was = أدنى سعر في الثلاثين يومًا السابقة:
price-lowest = أدنى سعر في الثلاثين يومًا السابقة: { $price }
add-to-cart = أضف إلى السلة
added-to-cart = أضيف إلى السلة
quantity = الكمية
all-products = الكل
categories = الفئات
search-in = ابحث في { $store }
nothing-found = لا توجد نتائج
nothing-found-text = جرّب كلمة أخرى أو أزل عامل تصفية.
featured-products = مختارات
new-products = منتجات جديدة
see-all = عرض الكل
stores = المتاجر
store-open = يستقبل الطلبات
store-breaks = في استراحة
stores-selling = يبيعون هنا بالفعل
products-count = { $n ->
        [zero] لا منتجات
        [one] منتج واحد
        [two] منتجان
        [few] { $n } منتجات
        [many] { $n } منتجًا
       *[other] { $n } منتج
    }
no-stores = المتاجر الأولى في الطريق
no-stores-text = سيظهر هنا أول منتج ينشره متجر.
store-paused = هذا المتجر في استراحة
store-paused-text = لا يستقبل الطلبات حاليًا.
store-closed = مغلق
open-until = مفتوح حتى { $time }
opens-today = يفتح عند { $time }
opens-tomorrow = يفتح غدًا عند { $time }
opens-weekday = يفتح يوم { $day } عند { $time }
opens-date = يفتح { $day } عند { $time }
sold-today = متوفر على الساعة { $time }
sold-tomorrow = متوفر غدًا على الساعة { $time }
sold-weekday = متوفر { $day } على الساعة { $time }
sold-date = متوفر في { $day } على الساعة { $time }
not-now = غير معروض للبيع حاليًا
sold-times = متى يُباع
every-day = كل يوم
sold-between = من { $from } إلى { $until }
sold-since = ابتداءً من { $from }
sold-until = حتى { $until }
bundle-contains = يحتوي على
part-times = { $n } ×
part-gone = منتج لم يعد يُباع
book-at-store = احجز موعدًا لدى { $store }
subscribe-at-store = اشترك لدى { $store }
see-store = اطّلع على المتجر
per-week = { $n ->
        [1] في الأسبوع
        [two] كل أسبوعين
        [few] كل { $n } أسابيع
       *[other] كل { $n } أسبوعًا
    }
per-month = { $n ->
        [1] في الشهر
        [two] كل شهرين
        [few] كل { $n } أشهر
       *[other] كل { $n } شهرًا
    }
per-year = { $n ->
        [1] في السنة
        [two] كل سنتين
        [few] كل { $n } سنوات
       *[other] كل { $n } سنة
    }
per-minutes = · { $n ->
        [few] { $n } دقائق
       *[other] { $n } دقيقة
    }
live-several = حُدّث سعر أو مخزون { $n } من المنتجات
near-me = بالقرب مني
near-title = متاجر بالقرب منك
near-lead = حسب المدينة أو حولك.
near-forgotten = يُستخدم موقعك لهذا البحث فقط ولا يُحفظ.
near-here = ابحث حولي
near-no-script = لا يستطيع متصفحك تحديد موقعك هنا: اختر مدينة.
near-within = ضمن مسافة
near-km = { $n } كم
near-town = حسب المدينة
near-all-towns = كل المدن
near-open = المتاجر المفتوحة فقط
near-show = عرض المتاجر
near-none = لا متاجر هنا
near-none-text = وسّع المسافة أو اختر مدينة أخرى.
near-nowhere = لم يصلنا موقعك
near-nowhere-text = اسمح به في متصفحك أو اختر مدينة.
distance-m = { $n } م
distance-km = { $n } كم
opening-hours = ساعات العمل
hours-all-day = طوال اليوم
weekday-1 = الاثنين
weekday-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-4 = الخميس
weekday-5 = الجمعة
weekday-6 = السبت
weekday-7 = الأحد

# Merchant
add-product = أضف منتجًا
add-first-product = أضف أول منتج
no-products = لا توجد منتجات بعد
no-products-text = أضف منتجًا يدويًا أو استورد الكتالوج من ملف CSV.
import = استيراد
search-products = ابحث عن منتج أو رمز
choose = اختر { $product }
column-product = المنتج
column-status = الحالة
column-price = السعر
column-stock = المخزون
column-category = الفئة
status-published = معروض
status-draft = مسودة
status-sold-out = نفد
status-low = يوشك على النفاد
stock-of = مخزون { $product }
save-stock = احفظ المخزون
grid = التعديل في جدول
grid-lead = غيّر ما تشاء واحفظ مرة واحدة: يُحفظ كل شيء أو لا شيء. تنتقل الأسهم ومفتاح الإدخال بين الخلايا، ويتراجع Escape عن خلية.
grid-lead-stock = عُدّ المخزون واحفظ مرة واحدة. تنتقل الأسهم ومفتاح الإدخال بين الخلايا، ويتراجع Escape عن خلية.
grid-cell = { $column }: { $product }
grid-now = غيّره شخص آخر في الأثناء. وهو الآن: { $now }
yes = نعم
no = لا
sold-out-mark = نفد اليوم
sold-out-mark-of = { $product }: نفد اليوم
sold-out-undo = إعادة البيع
sold-out-undo-of = { $product }: إعادة البيع
stock-refused = لم يتغير مخزون { $product }
stock-refused-text = الطلبات المفتوحة حجزت وحدات أكثر من ذلك.
publish = انشر
unpublish = ألغ النشر
save = احفظ
save-and-publish = احفظ وانشر
save-draft = احفظ كمسودة
view-in-shop = شاهد في المتجر
read-only = للقراءة فقط
read-only-text = دورك يسمح برؤية هذا المنتج وتعديل مخزونه من القائمة.
optional = اختياري
done-saved = تم الحفظ
done-created = أُنشئ المنتج
done-published = تم النشر
done-unpublished = أُلغي النشر
done-removed = حُذف
done-stock = حُفظ المخزون
done-sold-out = نفد حتى الغد
done-back-on = يباع من جديد
done-nothing = لم يتغير شيء

# Product form
form-errors = بعض النقاط للتصحيح
form-about = المنتج
form-title = الاسم
form-description = الوصف
form-category = الفئة
form-brand = العلامة أو المنتِج
form-tags = كلمات مفتاحية
form-tags-hint = مفصولة بفواصل
form-tax = الضريبة
tax-standard = النسبة العادية
tax-reduced = نسبة مخفضة
tax-zero = بدون ضريبة
form-variants = السعر والمخزون والخيارات
form-option = الخيار { $n }
form-options-hint = مثل المقاس أو اللون. اتركه فارغًا إن كانت هناك نسخة واحدة، وإلا أضف صيغة لكل تركيبة.
form-options-translations-hint = تظهر الخيارات والقيم الجديدة هنا بعد حفظ المنتج.
variant-number = الصيغة { $n }
variant-remove = احذف هذه الصيغة
add-variant = أضف صيغة
form-price = السعر شاملًا الضريبة
form-compare-at = السعر قبل التخفيض
form-compare-at-hint = يعرض السعر الأقل من ذي قبل كتخفيض، إلى جانب أدنى سعر في آخر 30 يومًا.
form-reduced = يرى الزبائن { $price }: أدنى سعر في الثلاثين يومًا السابقة.
form-not-reduced = لا يُعرض: لم يكن ثمنه أعلى في آخر 30 يومًا.
form-stock = المخزون
low-stock = يوشك على النفاد
brief-low = يوشك على النفاد: { $n }
brief-paused = { $store } متوقف مؤقتاً
form-featured-hint = يُعرض في الصفحة الرئيسية ما دام متوفرًا، اثنان على الأكثر لكل متجر.
form-featured = اجعله مميزًا
form-low-stock = نبّهني ابتداءً من … وحدة
form-low-stock-hint = إن تُرك فارغًا: كما في المتجر. لا تُحسب وحدات الطلبات المفتوحة.
form-low-stock-store = لكل منتج بلا عدد خاص به، وإن تُرك فارغًا فلا تنبيه.
form-sku = رمز المنتج
form-barcode = الباركود
form-photo = الصورة
form-photo-hint = JPEG أو PNG أو WebP، 10 ميغابايت كحد أقصى
form-translations = الترجمات
form-translations-note = من دون ترجمة يظهر نص المتجر.
form-kind = ما تبيعه
form-kind-hint = لا يمكن تغييره لاحقًا.
kind-goods = سلعة
kind-bundle = مجموعة سلع
kind-service = خدمة بموعد
kind-plan = اشتراك
form-duration = المدة بالدقائق
form-every = يُدفع كل
form-every-unit = الفترة
unit-week = أسابيع
unit-month = أشهر
unit-year = سنوات
form-part = سلعة { $n }
form-part-none = لا شيء
form-part-find = ابحث عن سلعة
form-part-find-hint = بالاسم أو العلامة أو الرمز. وتبقى السلع المختارة.
form-part-find-do = بحث
form-part-quantity = الكمية
form-parts-hint = تُباع المجموعة ما دامت كل سلعها متوفرة، ولها سعرها الخاص.
form-window = توقيت { $n }
form-window-hint = إن تُرك فارغًا يُباع كلما كان المتجر مفتوحًا. بلا يوم محدد: كل يوم. بلا ساعات: طوال اليوم.
window-from = من
window-to = إلى
form-available-from = أول يوم للبيع
form-available-until = آخر يوم للبيع

# Categories and search words
categories-lead = ترتيب منتجاتك في المتجر. يرى الزبائن الفئات التي فيها منتجات.
category-top = في المستوى الأول
category-name = الاسم
category-parent = تتبع
category-add = إضافة الفئة
category-new = فئة جديدة
category-up = رفع { $name }
category-down = خفض { $name }
category-order = الترتيب
no-categories = لا فئات بعد
no-categories-text = أنشئ الأولى هنا، أو اكتب فئة على منتج فتظهر هنا وحدها.
category-depth = للفئة { $n } مستويات على الأكثر.
category-remove = حذف
category-remove-hint = تنتقل منتجاتها إلى الفئة التي فوقها.
category-keep-hint = يمكن حذفها حين لا يبقى تحتها شيء.
synonyms = كلمات البحث
synonyms-lead = كلمات لها المعنى نفسه عند زبائنك: من يبحث عن إحداها يجد منتجاتها جميعًا.
synonym-terms = كلمات متكافئة
synonym-terms-hint = تفصل بينها فواصل، مثل: طاجين، tajine, tagine
synonym-remove = حذف
synonym-add = إضافة الكلمات
synonym-new = مجموعة كلمات جديدة
no-synonyms = لا كلمات بحث بعد
no-synonyms-text = أضف الكلمات التي يستعملها زبائنك ولا ترد على منتجاتك.
corrected = لا شيء يطابق تمامًا: هذه نتائج «{ $words }».
form-category-hint = تفصل بين المستويات علامة >، مثل: بقالة > شاي. ما لا يوجد بعد يُنشأ.

# Store
store-lead = ما يراه زبائنك من متجرك.
store-shown = ظاهر
store-hidden = مخفي
store-coming = متجرك في الطريق
store-coming-text = أنشئ متجرًا، أو انتظر ثواني إن كنت قد أنشأته للتو.
form-paused = المتجر متوقف مؤقتًا
form-paused-hint = تبقى المنتجات ظاهرة، لكن لا يمكن الطلب.
address-line = العنوان
address-postcode = الرمز البريدي
address-locality = المدينة
address-country = البلد (رمز من حرفين)
form-latitude = خط العرض
form-longitude = خط الطول
form-position-hint = مثلًا 43.2965. به يظهر المتجر في «بالقرب مني».
form-here = المتجر هنا
hours-lead = يطلب زبائنك حين تكون مفتوحًا. من دون ساعات أنت مفتوح دائمًا.
hours-week = كل أسبوع
hours-zone = بتوقيت { $zone }. وقت الإغلاق الذي ليس متأخرًا عن الفتح هو في اليوم التالي؛ والسطر الثاني للاستراحة.
hours-from = يفتح
hours-to = يغلق
hours-copy = نسخ الاثنين إلى كل الأيام
hours-exceptions = ساعات أخرى في أيام معينة
hours-exceptions-hint = العطل والسهرات: تحل محل ساعات الأسبوع.
hours-new-date = يوم جديد
hours-date = اليوم
hours-note = السبب، للزبائن
hours-closed = مغلق طوال اليوم
hours-remove = حذف هذا اليوم
hours-add-date = إضافة يوم

# Modifiers
modifiers = الخيارات والإضافات
modifiers-lead = ما تسأل عنه مع المنتج: الحجم أو الصلصة أو الإضافات. السؤال الواحد يصلح لمنتجات كثيرة.
modifiers-add = إضافة سؤال
modifiers-question = السؤال
modifiers-title = السؤال
modifiers-title-hint = مثل الحجم أو الصلصة أو الإضافات
modifiers-min = على الأقل
modifiers-max = على الأكثر
modifiers-rule-hint = من 1 فصاعدًا تجب الإجابة. 1 و1: إجابة واحدة بالضبط.
modifiers-answers = الإجابات
modifiers-remove = حذف هذا السؤال
modifier-number = الإجابة { $n }
modifier-title = الإجابة
modifier-delta = تضاف إلى السعر
modifier-free = بلا زيادة
modifier-sold-out = نفد
modifier-sold-out-of = { $product }: نفد
modifier-remove = حذف هذه الإجابة
modifier-add = إضافة إجابة
no-modifiers = لا أسئلة بعد
no-modifiers-text = اسأل عن الحجم أو الصلصة أو الإضافات: أنشئ السؤال هنا ثم اختره في منتجاتك.
edit = تعديل
form-modifiers = السؤال { $n }
form-modifiers-hint = تُطرح بهذا الترتيب.
form-modifiers-none = لا شيء

# Import
import-lead = ملف CSV بصيغة سوق أو تصدير منتجات Shopify. تدخل المنتجات السليمة ويُذكر غيرها سطرًا سطرًا.
import-new = استيراد جديد
import-before = عمليات سابقة
import-none = لا عمليات استيراد
import-none-text = ستظهر ملفاتك ونتائجها هنا.
import-photos = لا تؤخذ الصور من الملف: أضفها إلى كل منتج.
import-export = استيراد وتصدير
export = تصدير
export-note = كل المنتجات مع مخزونها في ملف لجداول البيانات. عدّله ثم استورده من جديد: لا يتغيّر إلا ما عدّلته، وما بيع في الأثناء يبقى مبيعًا.
export-comma = نزّل CSV
export-semicolon = CSV للجداول ذات الفاصلة العشرية
export-before = آخر التنزيلات
import-file = الملف
import-file-hint = CSV، 32 ميغابايت كحد أقصى. يُرفض المنتج كاملًا إن كان فيه سطر خاطئ، وإعادة الاستيراد تحدّث بلا تكرار.
import-send = استورد الملف
import-good = مستوردة
import-created = جديدة
import-updated = محدّثة
import-refused = مرفوضة
import-when = متى
import-running = جارٍ
import-done = تم
import-done-partly = تم مع مرفوضات
import-progress = { $done } من { $total } منتجًا
import-look-again = حدّث
import-errors = { $n ->
        [one] خطأ واحد
        [two] خطآن
        [few] { $n } أخطاء
       *[other] { $n } خطأ
    }
import-errors-note = أول 100؛ وكلها في الملف.
import-download = نزّل الأخطاء
import-line = السطر
import-column = العمود
import-reason = السبب
import-value = القيمة
import-row-too-long = في السطر خلايا أكثر من الترويسة: فاصل أو علامة اقتباس زائدة؟
import-row-unreadable = لا يمكن قراءة السطر

# Problems
problem-module-off = الكتالوج متوقف
    .detail = أوقفه الفريق مؤقتًا. لا شيء يضيع.
problem-quota-reached = تسمح باقتك بـ { $limit } منتج على الأكثر
    .detail = اطلب من المنصة باقة أخرى.
problem-sold-out = لم يبق ما يكفي
problem-sold-out-today = نفد لهذا اليوم
problem-not-available-now = لا يُباع في هذا الوقت
problem-not-for-carts = لا يوضع هذا في السلة
problem-modifiers-wrong = اختر من خيارات هذا المنتج
problem-store-closed = هذا المتجر لا يستقبل الطلبات الآن
problem-hold-differs = هذا الحجز موجود بأسطر أخرى
problem-hold-ended = انتهى هذا الحجز
problem-hold-allocated = أخذ طلب هذا الحجز
problem-stock-promised = { $promised } وحدة محجوزة لطلبات
problem-changed-meanwhile = غيّر شخص آخر جزءًا منه في الأثناء
problem-category-not-empty = تحت هذه الفئة فئات أخرى
problem-variant-in-use = صيغة محذوفة لا تزال لها وحدات محجوزة
problem-if-match-needed = يلزم ترويسة If-Match مع ETag المقروء
problem-catalog-loading = الكتالوج قيد التحميل، لحظة

# Fields
field-quota-reached = لا مكان لهذا المنتج في باقتك
field-sold-out = لم يبق ما يكفي
field-sold-out-today = نفد لهذا اليوم
field-not-available-now = لا يُباع في هذا الوقت
field-not-for-carts = لا يوضع هذا في السلة
field-dates-reversed = اليوم الأخير قبل الأول
field-availability-wrong = اكتب مثلًا «mon tue 12:00-14:00;sun»
field-part-quantity = من 1 إلى 1000
field-part-twice = هذه السلعة موجودة في المجموعة
field-part-unknown = هذه السلعة ليست من هذا المتجر
field-part-no-goods = المجموعة تحتوي على سلع فقط
field-parts-missing = اختر ما تحتويه المجموعة
field-parts-wrong = اكتب مثلًا «2 x SKU1;1 x SKU2»
field-duration-wrong = من 1 إلى 10080 دقيقة
field-every-wrong = من 1 إلى 52، مثلًا «1 month»
field-kind-other = لا يناسب هذا النوع من المنتجات
field-kind-fixed = نوع المنتج لا يتغير
field-bundle-options = للمجموعة نسخة واحدة بلا خيارات
field-stock-not-counted = هذا النوع من المنتجات بلا مخزون
field-within-range = من 0 إلى 500 كيلومتر
field-variant-unknown = هذه الصيغة غير معروضة
field-control-characters = أزل الأحرف غير المرئية
field-too-many = عددها كبير جدًا
field-option-twice = خياران بالاسم نفسه
field-option-unknown = لا يوجد هذا الخيار أو هذه القيمة
field-language-twice = لغة مكررة
field-variant-missing = يلزم صيغة واحدة على الأقل بسعر
field-option-values-count = أعط قيمة لكل خيار
field-variant-twice = صيغتان بالقيم نفسها
field-sku-taken = هذا الرمز لمنتج آخر
field-price-missing = أعط سعرًا، مثل 12.50
field-price-wrong = هذا ليس سعرًا؛ اكتب مثلًا 12.50
field-price-ambiguous = آلاف أم كسور؟ اكتب 1234.00 أو 1.23
field-price-negative = لا يكون السعر سالبًا
field-price-too-high = هذا السعر مرتفع جدًا
field-compare-at-low = السعر قبل التخفيض يجب أن يكون أعلى
field-stock-wrong = اكتب عددًا صحيحًا، صفرًا أو أكثر
field-stock-one-number = أعط on_hand أو change
field-stock-promised = الطلبات حجزت وحدات أكثر
field-stock-moved = تغيّر المخزون منذ كتابة الملف؛ صدّر من جديد وأعد العد
field-changed-meanwhile = غيّره شخص آخر في الأثناء
field-lines-count = من 1 إلى 100 سطر
field-line-twice = هذا السطر مكرر
field-quantity-range = من 1 إلى 100000
field-ttl-range = من 30 إلى 86400 ثانية
field-country-wrong = حرفان، مثل FR
field-category-sign = لا يمكن أن يحتوي الاسم على >
field-category-taken = فئة مجاورة تحمل هذا الاسم
field-category-too-many = بلغت الحد الأقصى لعدد الفئات
field-category-unknown = لا توجد هذه الفئة
field-category-into-itself = لا يمكن أن تكون الفئة تحت نفسها
field-category-too-deep = مستويات كثيرة جدًا
field-category-place = من 0 إلى 1000
field-synonym-no-word = لا كلمة في هذا
field-synonym-alone = اكتب كلمتين مختلفتين على الأقل
field-point-wrong = هذه النقطة ليست على الأرض
field-import-empty = اختر ملفًا فيه منتجات
field-import-columns = يجب أن تسمي الترويسة العنوان والسعر على الأقل (Title و Variant Price في Shopify)
field-import-too-many = { $most } منتج كحد أقصى لكل ملف
field-time-wrong = اكتب وقتًا مثل 09:30
field-hours-overlap = يتداخل هذا مع ساعات أخرى من اليوم
field-weekday-wrong = من 1 (الاثنين) إلى 7 (الأحد)
field-date-wrong = اختر يومًا
field-date-twice = هذا اليوم مذكور مرتين
field-closed-or-hours = إما مغلق أو بساعات
field-modifiers-wrong = اختر من خيارات هذا المنتج
field-modifiers-count = من 1 إلى 30 إجابة
field-modifiers-min = عدد لا يزيد على عدد الإجابات
field-modifiers-max = عدد من 1 فصاعدًا، لا يقل عن «على الأقل»
field-modifier-twice = هذا مذكور مرتين
field-modifier-unknown = هذه الإجابة ليست من هذا السؤال
field-modifier-group-unknown = هذا السؤال ليس من هذا المتجر

# WhatsApp
form-whatsapp = رقم واتساب
form-whatsapp-hint = مع رمز البلد. يراه الجميع في صفحة المتجر وصفحات الطلبات.
whatsapp-write = المراسلة عبر واتساب
whatsapp-store = مرحباً { $store }، لدي سؤال.
whatsapp-order = مرحباً { $store }، بخصوص طلبي { $number }:
field-whatsapp-wrong = اكتب الرقم مع رمز البلد، مثل ‎+33612345678

# What the storefront says.
nav-home = الرئيسية
nav-search = بحث
nav-account = الحساب
nav-overview = نظرة عامة
nav-dashboard = الرئيسية
nav-ops = الرئيسية

# Home
home-title = سوق حيّك على هاتفك
home-lead = اكتشف ما تبيعه المتاجر القريبة منك، واطلب في دقيقتين، واستلم طلبك حين يجهز.
search-placeholder = منتج أو متجر…
fact-local = متاجر من منطقتك
fact-pickup = جاهز عند وصولك
how-title = كيف يعمل
how-find = ابحث
    .text = منتجًا أو متجرًا: ترى فورًا السعر والكمية المتبقية.
how-order = اطلب
    .text = من دون حساب إن شئت. يؤكد المتجر طلبك وترى ذلك في الحال.
how-collect = استلم
    .text = تابع التحضير مباشرة وادفع في المتجر.
call-title = هل لديك متجر؟
call-text = افتح متجرك على سوق: استورد منتجاتك واستقبل أول طلب اليوم.
call-go = افتح متجري

# For merchants
landing-title = متجرك على الإنترنت قبل موعد الإغلاق
landing-lead = استورد منتجاتك واختر ما تبيعه واستقبل الطلبات على لوحة يتابعها فريقك مباشرة.
landing-start = افتح متجري
sign-in = تسجيل الدخول
sign-up = إنشاء حساب
gains-title = ما يقدمه لك سوق
gain-import = منتجاتك مستوردة
    .text = ملف CSV من Shopify أو من صيغتنا: تدخل الأسطر السليمة وتُذكر الخاطئة مع سببها.
gain-orders = الطلبات مباشرة
    .text = قبول ثم تحضير ثم تسليم: لمسة لكل خطوة، والزبون يتابع من بيته.
gain-stock = لا يُباع مرتين
    .text = يُحجز المخزون لحظة الطلب، فلا يأخذ زبونان القطعة نفسها.
gain-team = الفريق كله، لكل دوره
    .text = مالك ومدير وبائع ومُحضِّر: كلٌّ يرى ويفعل ما يخصه.
gain-languages = خمس لغات
    .text = الفرنسية والإنجليزية والإسبانية والبرتغالية والعربية: زبائنك يقرؤون بلغتهم.
gain-yours = بياناتك تبقى لك
    .text = كل متجر معزول عن غيره، وبيانات زبائنك مشفرة.
start-title = في ثلاث خطوات
start-account = أنشئ حسابك
    .text = اسمك وبريدك الإلكتروني واسم المتجر.
start-import = أضف منتجاتك
    .text = واحدًا واحدًا مع صورة، أو القائمة كلها دفعة واحدة.
start-publish = انشر
    .text = يصبح متجرك متاحًا وتصل الطلبات إلى لوحتك.
landing-end = جاهز للافتتاح؟
landing-end-text = عشر دقائق وصورة لأول منتج تكفي.

# Search
search-all = كل المنتجات
search-for = نتائج «{ $q }»
sold-out = نفد
price-from = من { $price }
price-before = أدنى سعر في الثلاثين يومًا السابقة:
narrow = تضييق البحث
search-none = لا نتائج
search-none-text = لا منتج مطابق في الوقت الحالي.
filters = التصفية
filters-clear = إزالة كل عوامل التصفية
filter-category = الفئة
filter-kind = النوع
kind-goods = سلع
kind-bundle = مجموعات
kind-service = خدمات بموعد
kind-plan = اشتراكات
filter-store = المتجر
filter-price = السعر
filter-stock = التوفر
filter-in-stock = متوفر الآن
price-below = أقل من { $max }
price-between = من { $min } إلى { $max }
price-above = { $min } فأكثر
sort = الترتيب حسب
sort-relevance = الأنسب
sort-price-asc = الأرخص
sort-price-desc = الأغلى
sort-newest = الأحدث
results-count = { $n } منتجات
search-corrected = لا شيء يطابق «{ $q }» تمامًا.
did-you-mean = هل تقصد:
search-each-word = جرّب كلمة واحدة في كل مرة
search-ways = تجوّل
search-everywhere = ابحث في كل شيء
search-browse = عرض كل المنتجات
tip-spelling = تحقق من الإملاء
tip-general = جرّب كلمة أعم
tip-fewer = جرّب كلمات أقل
search-down = البحث لا يستجيب الآن
search-down-text = سلتك وطلباتك لم تتأثر. حاول بعد لحظات.
search-odd = لم يُفهم هذا البحث
try-again = أعد المحاولة

# Account, dashboard and ops homes
account-title = حسابي
account-lead = طلباتك وإعداداتك في مكان واحد.
account-guest-lead = طلباتك من هذا الجهاز تجدها هنا حتى من دون حساب.
invite-title = كل شيء معك أينما كنت
invite-text = سجّل الدخول لتبقى طلباتك معك من جهاز إلى آخر، وسلتك تتبعك.
account-shop = متجري
    .text = لوحة متجرك أو فتح متجر جديد
dashboard-title = اليوم
no-shop = ليس لديك متجر بعد
no-shop-text = افتح متجرك أو اطلب دعوة من الفريق الذي ستنضم إليه.
open-shop = افتح متجري
see-landing = ماذا يقدم سوق
steps-title = الخطوات الأولى
steps-note = من متجر فارغ إلى أول طلب.
step-product = إضافة منتج
    .text = عنوان وسعر وصورة
step-import = استيراد المنتجات
    .text = ملف CSV من Shopify أو غيره
step-store = استكمال بيانات المتجر
    .text = الوصف والعنوان والنشر
step-team = دعوة الفريق
    .text = لكلٍّ دوره
ops-title = المنصة
ops-lead = ما تعطل وما تغيّر وما ينتظر.

# Offline
offline-title = أنت غير متصل
offline-text = ستفتح الصفحة فور عودة الشبكة. لم يُفقد شيء مما طلبته.

# Footer
footer-merchants = البيع على سوق

# Legal pages: adapt these texts to your installation and have them checked
legal = معلومات قانونية
legal-documents = الوثائق
legal-terms = شروط الاستخدام
legal-privacy = الخصوصية
legal-imprint = بيانات الناشر
imprint-name = المشغّل
imprint-address = العنوان
imprint-email = للتواصل
imprint-registration = رقم التسجيل
imprint-host = الاستضافة
legal-terms-1 = تجمع { $operator } بين المتاجر والزبائن. كل طلب عقد بينك وبين المتجر الذي اخترته، وهو من يحدد أسعاره ويحضّر البضاعة ويسلّمها.
    .title = دورنا
legal-terms-2 = يصبح الطلب ملزمًا حين يقبله المتجر. وقبل ذلك يمكنك إلغاؤه من صفحة المتابعة. وإن لم يجب المتجر في المدة المعروضة أُلغي الطلب تلقائيًا ولا يترتب عليك شيء.
    .title = الطلب
legal-terms-3 = الأسعار شاملة الضرائب. تدفع في المتجر بالوسائل التي يقبلها.
    .title = الأسعار والدفع
legal-terms-4 = تبقى حقوقك كمستهلك تجاه المتجر كاملة، بما فيها الضمانات.
    .title = حقوقك
legal-privacy-1 = الاسم والهاتف اللذان تقدمهما للطلب ومحتواه، وبريدك الإلكتروني إن أنشأت حسابًا. لا نشتري شيئًا من غيرنا ولا نبيع شيئًا.
    .title = ما الذي نحفظه
legal-privacy-2 = يرى المتجر الذي تطلب منه ما يلزمه لخدمتك، ولا ترى المتاجر الأخرى شيئًا. وبيانات التواصل مشفرة.
    .title = من يرى ماذا
legal-privacy-3 = ملف ارتباط لسلتك وجلستك وآخر للغتك. لا متتبعات إعلانية ولا قياس من أطراف أخرى.
    .title = ملفات الارتباط
legal-privacy-4 = يمكنك طلب الاطلاع على بياناتك أو تصحيحها أو حذفها بمراسلة المشغّل المذكور في بيانات الناشر، أو اللجوء إلى هيئة حماية البيانات في بلدك.
    .title = طلباتك
legal-imprint-1 = صفحات المنتجات مسؤولية المتجر المذكور في كل منها.
    .title = المحتوى

# Countries: what differs from one to the other
country-fr = فرنسا
country-be = بلجيكا
country-ca = كندا
country-ma = المغرب
market-country = البلد
market-currency = العملة
market-languages = اللغات
market-payment = الدفع
taxes-included = الأسعار شاملة الضرائب
pay-on-the-spot = ادفع عند التسلّم: { $ways }
pay-cash = نقدًا
pay-card = بالبطاقة
list-comma = {"، "}
legal-countries = البلدان

# Law by country: adapt and have it checked
legal-terms-in-fr = يدوم الضمان القانوني للمطابقة سنتين. عند الشراء عن بُعد لك أربعة عشر يومًا للعدول، إلا في المواد السريعة التلف وما صُنع لك وحدك. عند النزاع يمكنك اللجوء مجانًا إلى وسيط المستهلك.
legal-terms-in-be = يدوم الضمان القانوني سنتين. عند الشراء عن بُعد لك أربعة عشر يومًا للعدول، إلا في المواد السريعة التلف وما صُنع لك وحدك. عند النزاع يمكنك اللجوء إلى خدمة الوساطة للمستهلك.
legal-terms-in-ca = يسري على شرائك قانون حماية المستهلك في مقاطعتك؛ وفي كيبيك هو قانون حماية المستهلك، ويرشدك مكتب حماية المستهلك.
legal-terms-in-ma = يحمي القانون 31-08 المستهلك. عند الشراء عن بُعد لك سبعة أيام للعدول، إلا فيما يتلف سريعًا وما صُنع لك وحدك.
legal-privacy-in-fr = سلطة حماية البيانات هي اللجنة الوطنية للمعلوماتية والحريات (CNIL) في باريس.
legal-privacy-in-be = السلطة هي هيئة حماية البيانات في بروكسل.
legal-privacy-in-ca = يمكنك التوجه إلى مكتب مفوّض الخصوصية في كندا؛ وفي كيبيك إلى لجنة الوصول إلى المعلومات.
legal-privacy-in-ma = السلطة هي اللجنة الوطنية لمراقبة حماية المعطيات (CNDP) في الرباط؛ ويحمي القانون 09-08 معطياتك.

# نصوص الطلبات بالعربية.

# Navigation
nav-board = الطلبات
nav-orders = طلباتي

# Words of several screens
order = الطلب
store = المتجر
state = الحالة
when = الوقت
total = المجموع
total-title = الملخّص
see-all = عرض الكل
undo = تراجع
tax-included = منها الضرائب
tax-included-note = الأسعار شاملة الضرائب.
label-name = الاسم
label-phone = الهاتف
label-email = البريد الإلكتروني
label-note = رسالة إلى المتجر

# Cart
cart-title = سلّتك
cart-pieces = قطع في السلّة
cart-empty = سلّتك فارغة
cart-empty-more = أضف ما يعجبك، والدفع عند الاستلام.
cart-look-around = تصفّح المتاجر
cart-added = { $what } في سلّتك
cart-added-one = أُضيف إلى السلّة
cart-removed = أُزيلت القطعة.
cart-remove = إزالة { $what }
cart-update = تحديث
cart-quantity-of = كمّية { $what }
cart-to-store = زيارة المتجر
cart-checkout = إتمام الطلب
cart-orders-per-store = كل متجر يجهّز طلبه الخاص.
cart-adjust = عدّل القطع المشار إليها للمتابعة.
cart-no-total = لا يمكن حساب المجموع: قطعة لم تعد معروضة أو عملات المتاجر مختلفة.
cart-no-prices = الأسعار غير متاحة الآن
cart-no-prices-more = سلّتك محفوظة. حاول بعد لحظات.
stock-none = نفد
stock-only = بقي { $n } فقط

# Checkout
checkout-title = إتمام الطلب
checkout-wrong = راجع ما يلي
checkout-line-wrong = { $what }: { $why }
checkout-contact = بياناتك
checkout-contact-why = لا يطّلع عليها المتجر إلا لأجل طلبك.
checkout-how = الاستلام والدفع
checkout-pickup = الاستلام من المتجر
checkout-asap = في أقرب وقت
checkout-asap-more = تتابع التحضير مباشرة.
checkout-payment = الدفع
checkout-on-site = الدفع في المتجر
checkout-on-site-more = عند الاستلام.
checkout-place = تأكيد الطلب
checkout-place-total = تأكيد الطلب · { $total }

# Own orders
orders-title = طلباتك
orders-lead = ما طلبته وأين وصل.
orders-empty = لا طلبات بعد
orders-empty-more = ستظهر طلباتك هنا.
orders-placed = تم تأكيد طلباتك
order-title = الطلب { $number }
order-placed = تم تأكيد الطلب
order-cancel = إلغاء الطلب
order-cancelled = أُلغي الطلب
lines-title = المحتوى
facts-title = التفاصيل
fact-how = الاستلام
fact-pay = الدفع
fact-placed = تاريخ الطلب
steps-title = التقدّم
status-placed = بانتظار المتجر
status-accepted = مقبول
status-preparing = قيد التحضير
status-ready = جاهز
status-completed = تم التسليم
status-rejected = مرفوض
status-expired = بلا رد
status-cancelled = ملغى
next-placed = أمام { $store } حتى { $time } للرد.
next-accepted = قبل { $store } الطلب وسيبدأ قريبًا.
next-preparing = يحضّر { $store } طلبك.
next-ready = طلبك جاهز: تفضّل لاستلامه.
next-completed = بالهناء، وإلى اللقاء.
next-rejected = تعذّر على { $store } قبول الطلب. لا شيء مستحق.
next-expired = لم يرد { $store } في الوقت المحدد. لا شيء مستحق.
next-cancelled = أُلغي الطلب. لا شيء مستحق.
payment-awaiting = يُدفع في المتجر
payment-paid = مدفوع
payment-none = لا شيء مستحق
what-placed = أُنشئ الطلب
what-accepted = قُبل
what-preparing = بدأ التحضير
what-ready = جاهز
what-completed = سُلّم ودُفع
what-rejected = رُفض
what-cancelled = أُلغي
actor-customer = من الزبون
actor-merchant = من المتجر
actor-system = تلقائيًا
actor-platform = من المنصّة
reason-title = السبب
reason-sold-out = نفدت إحدى القطع
reason-too-busy = طلبات كثيرة الآن
reason-closing = المتجر على وشك الإغلاق
reason-customer-asked = بطلب من الزبون
reason-mistake = خطأ في الطلب
reason-other = سبب آخر
reason-timeout = لا رد في الوقت المحدد

# Board
board-title = الطلبات
board-lead = تصل الطلبات الجديدة هنا تلقائيًا.
column-new = جديدة
column-new-empty = لا جديد. يرنّ الطلب عند وصوله.
column-preparing = قيد التحضير
column-preparing-empty = لا شيء للتحضير.
column-ready = جاهزة
column-ready-empty = لا شيء بانتظار صاحبه.
column-done = أُنجزت اليوم
column-done-empty = لم يُنجز شيء اليوم بعد.
do-accept = قبول
do-reject = رفض
do-start = بدء التحضير
do-ready = جاهز
do-complete = تسليم وقبض
do-cancel = إلغاء الطلب
done-accept = قُبل { $number }
done-reject = رُفض { $number }
done-start = بدأ تحضير { $number }
done-ready = { $number } جاهز
done-complete = سُلّم { $number }
done-cancel = أُلغي { $number }
next-title = الخطوة التالية
history-title = السجل
contact-title = الزبون
contact-why = كل اطّلاع يُسجَّل. لماذا تحتاجها؟
contact-noted = سُجّل هذا الاطّلاع.
purpose-handover = تسليم الطلب
purpose-question = طرح سؤال
purpose-problem = حلّ مشكلة
tile-waiting = طلبات تنتظر
tile-waiting-now = أجب قبل انتهاء المهلة
tile-working = قيد التنفيذ
tile-today = المقبوض اليوم
tile-last-week = { $amount } في مثل هذا الوقت الأسبوع الماضي

# Problems
problem-sold-out = الكمّية المتبقّية لا تكفي
    .detail = لم يُطلب شيء وسلّتك محفوظة.
problem-store-closed = المتجر لا يستقبل طلبات الآن
    .detail = سلّتك محفوظة.
problem-price-changed = تغيّر السعر
    .detail = المجموع الآن { $total }. راجعه ثم أكّد من جديد.
problem-mixed-currencies = هذه المتاجر تبيع بعملات مختلفة
    .detail = اطلب بعملة واحدة في كل مرّة.
problem-cart-empty = السلّة فارغة
problem-cart-full = السلّة ممتلئة
problem-cart-changed = تغيّرت السلّة في هذه الأثناء
    .detail = راجعها ثم أعد المحاولة.
problem-catalog-unavailable = الأسعار غير متاحة الآن
    .detail = لم يضع شيء: سلّتك محفوظة. حاول بعد لحظات.
problem-order-moved-on = تقدّم الطلب في هذه الأثناء
    .detail = لم يعد ذلك ممكنًا.
problem-contact-erased = حُذفت هذه البيانات
problem-purpose-needed = اذكر غرضًا بأحرف صغيرة
problem-if-match-unreadable = يجب أن يكون If-Match رقم نسخة بين علامتي اقتباس

# Fields
field-quantity-range = بين 1 و99
field-phone-wrong = اكتب رقم هاتف، مثل ‎06 12 34 56 78
field-sold-out = الكمّية المتبقّية لا تكفي
field-not-available = غير متاح حاليًا

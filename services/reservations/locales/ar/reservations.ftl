# What reservations says. Messages to customers and sellers stand in the texts of whatsapp.
said-available = { $count ->
        [zero] لم يبق شيء.
        [one] بقيت قطعة واحدة.
        [two] بقيت قطعتان.
        [few] بقيت { $count } قطع.
        [many] بقيت { $count } قطعة.
       *[other] بقيت { $count } قطعة.
    }
said-taken = محجوز: قائمة الانتظار مفتوحة.
said-paused = متوقف مؤقتا
said-resumed = مستأنف
said-removed = سُحب من البيع
said-next = التالي: { $who }.
said-free = وهو متاح.

# What is missing, in a reminder
todo-size = ينقص المقاس.
todo-address = ينقص عنوانك.
todo-confirm = أجب نعم للتأكيد.

# Why a seller's command is not done; goes on after "Impossible : "
blocked-no-live = لا يوجد بث جار.
blocked-unknown = { $code } غير موجود.
blocked-sold = لقد بيع.
blocked-held = { $held } محجوز بالفعل. أضف ! في النهاية للتنفيذ رغم ذلك.
blocked-sizes = مقاساته لا تسمح بذلك.
blocked-piece = إنها قطعة وحيدة: أرسل SUPPR لسحبها.
blocked-price = يجب أن يكون السعر أكبر من صفر.
blocked-nobody = لا أحد يحجزه.

# Refusals
problem-reservation-moved-on = تغير هذا الحجز في هذه الأثناء
problem-hold-not-extended = لا يمكن تمديد هذا الحجز
problem-purpose-needed = اذكر السبب
problem-person-erased = تم محو بيانات هذا الشخص

# Why an order was called off
reason-sold-out = نفدت البضاعة
reason-too-busy = طلبات كثيرة
reason-closing = المتجر يغلق
reason-customer-asked = بناء على طلبك
reason-mistake = خطأ
reason-other = سبب آخر
reason-timeout = لم يجب المتجر
reason-platform = قرار من المنصة

# Settings, prices and labels
nav-live-settings = إعدادات البث
nav-live-prices = أسعار البث وملصقاته
live-settings-lead = كيف تجري عمليات البث لديك. يحتفظ الحجز الجاري بالقواعد التي بدأ بها.
live-prices-lead = يكفي حرف واحد لتسعير الرمز: سعر A12 هو سعر الحرف A.
live-times = المدد
live-queues = الحجوزات والطابور
live-codes = الرموز
live-delivery = التوصيل
live-ttl-soft-min = مدة الحجز (دقائق)
live-ttl-locked-min = مدة الحجز المثبت (دقائق)
live-reminder-before-min = تذكير قبل النهاية (دقائق)
live-expiry-grace-ms = مهلة بعد النهاية (ميلي ثانية)
live-t-inactive-min = ينتهي البث دون نشاط بعد (دقائق)
live-late-confirm-if-free = قبول التأكيد المتأخر حتى نصف ساعة إذا كان المنتج لا يزال متاحا
live-waitlist-enabled = تنظيم طابور انتظار
live-waitlist-max = أقصى عدد للأشخاص في الطابور
live-max-live-holds-per-customer = أقصى عدد لحجوزات الزبونة
live-hold-policy = من يحصل على منتج من المخزون
live-partial-fill = إذا لم يبق ما يكفي
live-unknown-code-policy = رمز لم تعلن عنه
live-currency = العملة
live-delivery-fee = رسوم التوصيل لكل طلب
live-choice-blocking = من حجزه
live-choice-first-paid-first-served = من يؤكد أولا
live-choice-strict = يُرفض
live-choice-labels = يُقبل إذا طُبع ملصقه
live-choice-open = يُقبل إذا كان لحرفه سعر
live-choice-hold-and-queue = حجز ما بقي والباقي في الطابور
live-choice-hold-only = حجز ما بقي
live-choice-refuse = وضع الكل في الطابور
live-grid = الأسعار حسب الحرف
live-prices = الحروف والأسعار
live-prices-hint = واحد في كل سطر، مثل: A 15
live-labels = الملصقات المطبوعة
live-ranges = الملصقات
live-ranges-hint = سلسلة في كل سطر، مثل: A 1-100. يُقبل رمز الملصق حتى إن لم تعلن عنه.
save = حفظ
done-saved = تم الحفظ
form-errors = تحقق من هذه الحقول
field-number-range = هذا الرقم خارج الحدود
field-currency-wrong = ثلاثة أحرف لاتينية كبيرة، مثل EUR
field-letters-wrong = من حرف إلى أربعة أحرف، من A إلى Z
field-letters-twice = لهذه الحروف سعر بالفعل
field-amount-range = يجب أن يكون السعر أكبر من صفر
field-range-wrong = الرقم الأخير يأتي بعد الأول، 9999 على الأكثر
field-lines-wrong = أحد هذه الأسطر غير مقروء
field-too-many = هذا كثير جدا
problem-if-match-needed = حدّد الإصدار في If-Match

nav-products = Produtos
nav-store = Montra
store = Loja

# Stock
left-in-stock = Restam { $n }
stock-in = Em stock
stock-low = Só restam { $n }
stock-out = Esgotado

# Shop
price-from = desde { $price }
price-was = Preço anterior:
add-to-cart = Adicionar ao carrinho
added-to-cart = Adicionado ao carrinho
quantity = Quantidade
all-products = Todos
categories = Categorias
search-in = Procurar em { $store }
nothing-found = Nada corresponde
nothing-found-text = Tente outra palavra ou retire um filtro.
new-products = Novidades
see-all = Ver tudo
stores = Lojas
store-open = Aceita encomendas
store-breaks = Em pausa
stores-selling = Já vendem aqui
products-count = { $n ->
        [one] { $n } produto
       *[other] { $n } produtos
    }
no-stores = As primeiras lojas estão a chegar
no-stores-text = Assim que uma loja publicar um produto, ele aparece aqui.
store-paused = Esta loja está em pausa
store-paused-text = Não aceita encomendas de momento.

# Merchant
add-product = Adicionar produto
add-first-product = Adicione o primeiro produto
no-products = Ainda não há produtos
no-products-text = Adicione um produto à mão ou importe o catálogo de um ficheiro CSV.
import = Importar
search-products = Procurar produtos, SKU…
choose = Escolher { $product }
column-product = Produto
column-status = Estado
column-price = Preço
column-stock = Stock
column-category = Categoria
status-published = À venda
status-draft = Rascunho
status-sold-out = Esgotado
stock-of = Stock de { $product }
save-stock = Guardar stock
stock-refused = O stock de { $product } não foi alterado
stock-refused-text = As encomendas em curso já prometeram mais unidades.
publish = Publicar
unpublish = Retirar
save = Guardar
save-and-publish = Guardar e publicar
save-draft = Guardar rascunho
view-in-shop = Ver na loja
read-only = Só leitura
read-only-text = O seu papel permite ver este produto e ajustar o stock na lista.
optional = opcional
done-saved = Guardado
done-created = Produto criado
done-published = Publicado
done-unpublished = Retirado
done-removed = Removido
done-stock = Stock guardado
done-nothing = Nada mudou

# Product form
form-errors = Alguns pontos a corrigir
form-about = O produto
form-title = Nome
form-description = Descrição
form-category = Categoria
form-brand = Marca ou produtor
form-tags = Etiquetas
form-tags-hint = Separadas por vírgulas
form-tax = Imposto
tax-standard = Taxa normal
tax-reduced = Taxa reduzida
tax-zero = Sem imposto
form-variants = Preço, stock e opções
form-option = Opção { $n }
form-options-hint = Por exemplo Tamanho ou Cor. Deixe vazio se só houver uma versão; senão, adicione uma variante por combinação.
variant-number = Variante { $n }
variant-remove = Remover esta variante
add-variant = Adicionar uma variante
form-price = Preço com impostos
form-compare-at = Preço riscado
form-stock = Stock
form-sku = SKU
form-barcode = Código de barras
form-photo = Foto
form-photo-hint = JPEG, PNG ou WebP, 10 MB no máximo
form-translations = Traduções
form-translations-note = Sem tradução mostra-se o texto da loja.

# Categories and search words
categories-lead = Como os seus produtos são arrumados na loja. Os clientes veem as categorias que têm produtos.
category-top = No primeiro nível
category-name = Nome
category-parent = Pertence a
category-add = Adicionar categoria
category-new = Nova categoria
category-up = Subir { $name }
category-down = Descer { $name }
category-order = Ordem
no-categories = Ainda não há categorias
no-categories-text = Crie aqui a primeira ou escreva uma categoria num produto: aparece sozinha.
category-depth = Uma categoria tem no máximo { $n } níveis.
category-remove = Remover
category-remove-hint = Os seus produtos passam para a categoria acima.
category-keep-hint = Pode ser removida quando não houver nada abaixo.
synonyms = Palavras de pesquisa
synonyms-lead = Palavras que significam o mesmo para os seus clientes: quem procura uma encontra os produtos de todas.
synonym-terms = Palavras equivalentes
synonym-terms-hint = Separadas por vírgulas, por exemplo: tajine, tagine, طاجين
synonym-remove = Remover
synonym-add = Adicionar palavras
synonym-new = Novo grupo de palavras
no-synonyms = Ainda não há palavras de pesquisa
no-synonyms-text = Adicione as palavras que os clientes usam e que não estão nos seus produtos.
corrected = Nada corresponde exatamente: estes são os resultados de «{ $words }».
form-category-hint = Os níveis separam-se com >, por exemplo Mercearia > Chá. O que ainda não existe é criado.

# Store
store-lead = O que os clientes veem da sua loja.
store-shown = Visível
store-hidden = Oculta
store-coming = A sua loja está a caminho
store-coming-text = Crie uma loja ou aguarde uns segundos se acabou de o fazer.
form-paused = Loja em pausa
form-paused-hint = Os produtos continuam visíveis, mas ninguém pode encomendar.
address-line = Morada
address-postcode = Código postal
address-locality = Localidade
address-country = País (código de duas letras)

# Import
import-lead = Um ficheiro CSV no formato Souk ou uma exportação de produtos Shopify. Os bons entram; os outros são indicados linha a linha.
import-new = Nova importação
import-before = Importações anteriores
import-none = Sem importações
import-none-text = Os seus ficheiros e resultados aparecem aqui.
import-file = Ficheiro
import-file-hint = CSV, 32 MB no máximo. Um produto com uma linha errada é recusado por inteiro; reimportar atualiza sem duplicar.
import-send = Importar ficheiro
import-good = Importados
import-created = Novos
import-updated = Atualizados
import-refused = Recusados
import-when = Quando
import-running = Em curso
import-done = Concluído
import-done-partly = Concluído, com recusas
import-progress = { $done } de { $total } produtos
import-look-again = Atualizar
import-errors = { $n ->
        [one] { $n } erro
       *[other] { $n } erros
    }
import-errors-note = As 100 primeiras; todas estão no ficheiro.
import-download = Descarregar erros
import-line = Linha
import-column = Coluna
import-reason = Motivo
import-value = Valor
import-row-too-long = A linha tem mais células do que o cabeçalho: separador ou aspas a mais?
import-row-unreadable = A linha não se lê

# Problems
problem-module-off = O catálogo está desativado
    .detail = A equipa pô-lo em pausa. Nada se perde.
problem-sold-out = Já não há suficiente
problem-store-closed = Esta loja não aceita encomendas agora
problem-hold-differs = Esta reserva existe com outras linhas
problem-hold-ended = Esta reserva terminou
problem-hold-allocated = Uma encomenda já tem esta reserva
problem-stock-promised = { $promised } unidades estão prometidas a encomendas
problem-category-not-empty = Há outras categorias abaixo desta
problem-variant-in-use = Uma variante retirada ainda tem unidades prometidas a encomendas
problem-if-match-needed = É necessário o cabeçalho If-Match com o ETag lido
problem-catalog-loading = O catálogo está a carregar

# Fields
field-sold-out = Já não há suficiente
field-variant-unknown = Esta variante não está à venda
field-control-characters = Retire os caracteres invisíveis
field-too-many = São demasiados
field-option-twice = Duas opções têm o mesmo nome
field-language-twice = Um idioma aparece duas vezes
field-variant-missing = É precisa pelo menos uma variante com preço
field-option-values-count = Indique um valor para cada opção
field-variant-twice = Duas variantes têm os mesmos valores
field-sku-taken = Este SKU já pertence a outro artigo
field-price-missing = Indique um preço, por exemplo 12,50
field-price-wrong = Isto não é um preço; escreva por exemplo 12,50
field-price-ambiguous = Milhares ou decimais? Escreva 1234,00 ou 1,23
field-price-negative = Um preço não pode ser negativo
field-price-too-high = Este preço é demasiado alto
field-compare-at-low = O preço riscado deve ser maior do que o preço
field-stock-wrong = Escreva um número inteiro, zero ou mais
field-stock-one-number = Indique on_hand ou change
field-stock-promised = As encomendas já prometeram mais unidades
field-lines-count = De 1 a 100 linhas
field-line-twice = Esta linha aparece duas vezes
field-quantity-range = De 1 a 100 000
field-ttl-range = De 30 a 86 400 segundos
field-country-wrong = Duas letras, por exemplo FR
field-category-sign = Um nome não pode conter >
field-category-taken = Uma categoria vizinha já tem este nome
field-category-too-many = Atingiu o número máximo de categorias
field-category-unknown = Esta categoria não existe
field-category-into-itself = Uma categoria não pode estar abaixo de si própria
field-category-too-deep = Demasiados níveis
field-category-place = De 0 a 1000
field-synonym-no-word = Isto não contém nenhuma palavra
field-synonym-alone = Indique pelo menos duas palavras diferentes
field-point-wrong = Este ponto não está na Terra
field-import-empty = Escolha um ficheiro com produtos
field-import-columns = O cabeçalho deve nomear pelo menos um título e um preço (Title e Variant Price no Shopify)
field-import-too-many = No máximo { $most } produtos por ficheiro

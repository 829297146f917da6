# Written by asml from services/orders/service.toml. Changes made here are lost.

resource "aws_apigatewayv2_api" "orders" {
  name          = "asml-shop-orders"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins     = ["https://shop.example.com"]
    allow_methods     = ["GET", "PUT"]
    allow_headers     = ["authorization"]
    expose_headers    = ["etag"]
    allow_credentials = true
    max_age           = 3600
  }
}

resource "aws_cloudwatch_log_group" "orders" {
  name              = "/aws/vendedlogs/apigateway/asml-shop-orders"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "orders" {
  api_id      = aws_apigatewayv2_api.orders.id
  name        = "$default"
  auto_deploy = true

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.orders.arn
    format = jsonencode({
      error              = "$context.error.message"
      integrationError   = "$context.integrationErrorMessage"
      integrationLatency = "$context.integrationLatency"
      ip                 = "$context.identity.sourceIp"
      latency            = "$context.responseLatency"
      method             = "$context.httpMethod"
      path               = "$context.path"
      requestId          = "$context.requestId"
      responseLength     = "$context.responseLength"
      route              = "$context.routeKey"
      status             = "$context.status"
      time               = "$context.requestTime"
      userAgent          = "$context.identity.userAgent"
    })
  }
}

resource "aws_apigatewayv2_authorizer" "orders_customers" {
  api_id           = aws_apigatewayv2_api.orders.id
  name             = "customers"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://login.example.com/"
    audience = ["shop", "app"]
  }
}

resource "aws_apigatewayv2_authorizer" "orders_tokens" {
  api_id                            = aws_apigatewayv2_api.orders.id
  name                              = "tokens"
  authorizer_type                   = "REQUEST"
  identity_sources                  = ["$request.header.Authorization"]
  authorizer_uri                    = aws_lambda_alias.orders_check-token.invoke_arn
  authorizer_payload_format_version = "2.0"
  enable_simple_responses           = true
}

resource "aws_lambda_permission" "orders_check-token_authorizer_tokens" {
  statement_id  = "authorizer-tokens"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders_check-token.arn
  qualifier     = aws_lambda_alias.orders_check-token.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.orders.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.orders_tokens.id}"
}

resource "aws_cloudwatch_log_group" "orders_check-token" {
  name              = "/aws/lambda/asml-shop-orders-check-token"
  retention_in_days = 14
}

resource "aws_lambda_function" "orders_check-token" {
  function_name    = "asml-shop-orders-check-token"
  role             = aws_iam_role.orders_check-token.arn
  runtime          = "provided.al2023"
  handler          = "check-token.handler"
  filename         = "${path.module}/services/orders/check-token.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.orders_check-token.name
  }

  depends_on = [aws_iam_role_policy.orders_check-token]
}

resource "aws_lambda_alias" "orders_check-token" {
  name             = "live"
  function_name    = aws_lambda_function.orders_check-token.arn
  function_version = aws_lambda_function.orders_check-token.version
}

resource "aws_iam_role" "orders_check-token" {
  name               = "asml-shop-orders-check-token"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "orders_check-token" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.orders_check-token.arn}:*"]
  }
}

resource "aws_iam_role_policy" "orders_check-token" {
  name   = "asml"
  role   = aws_iam_role.orders_check-token.name
  policy = data.aws_iam_policy_document.orders_check-token.json
}

resource "aws_cloudwatch_log_group" "orders_export" {
  name              = "/aws/lambda/asml-shop-orders-export"
  retention_in_days = 14
}

resource "aws_lambda_function" "orders_export" {
  function_name    = "asml-shop-orders-export"
  role             = aws_iam_role.orders_export.arn
  runtime          = "provided.al2023"
  handler          = "export.handler"
  filename         = "${path.module}/services/orders/export.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.orders_export.name
  }

  depends_on = [aws_iam_role_policy.orders_export]
}

resource "aws_lambda_alias" "orders_export" {
  name             = "live"
  function_name    = aws_lambda_function.orders_export.arn
  function_version = aws_lambda_function.orders_export.version
}

resource "aws_iam_role" "orders_export" {
  name               = "asml-shop-orders-export"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "orders_export" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.orders_export.arn}:*"]
  }
}

resource "aws_iam_role_policy" "orders_export" {
  name   = "asml"
  role   = aws_iam_role.orders_export.name
  policy = data.aws_iam_policy_document.orders_export.json
}

resource "aws_apigatewayv2_integration" "orders_export" {
  api_id                 = aws_apigatewayv2_api.orders.id
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = aws_lambda_alias.orders_export.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "orders_export" {
  api_id             = aws_apigatewayv2_api.orders.id
  route_key          = "POST /export"
  target             = "integrations/${aws_apigatewayv2_integration.orders_export.id}"
  authorization_type = "AWS_IAM"
}

resource "aws_lambda_permission" "orders_export_api" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders_export.arn
  qualifier     = aws_lambda_alias.orders_export.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.orders.execution_arn}/*/*"
}

resource "aws_cloudwatch_log_group" "orders_find" {
  name              = "/aws/lambda/asml-shop-orders-find"
  retention_in_days = 14
}

resource "aws_lambda_function" "orders_find" {
  function_name    = "asml-shop-orders-find"
  role             = aws_iam_role.orders_find.arn
  runtime          = "provided.al2023"
  handler          = "find.handler"
  filename         = "${path.module}/services/orders/find.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.orders_find.name
  }

  depends_on = [aws_iam_role_policy.orders_find]
}

resource "aws_lambda_alias" "orders_find" {
  name             = "live"
  function_name    = aws_lambda_function.orders_find.arn
  function_version = aws_lambda_function.orders_find.version
}

resource "aws_iam_role" "orders_find" {
  name               = "asml-shop-orders-find"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "orders_find" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.orders_find.arn}:*"]
  }
}

resource "aws_iam_role_policy" "orders_find" {
  name   = "asml"
  role   = aws_iam_role.orders_find.name
  policy = data.aws_iam_policy_document.orders_find.json
}

resource "aws_apigatewayv2_integration" "orders_find" {
  api_id                 = aws_apigatewayv2_api.orders.id
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = aws_lambda_alias.orders_find.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "orders_find" {
  api_id               = aws_apigatewayv2_api.orders.id
  route_key            = "GET /orders/{id}"
  target               = "integrations/${aws_apigatewayv2_integration.orders_find.id}"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.orders_customers.id
  authorization_scopes = ["orders:read", "orders:write"]
}

resource "aws_lambda_permission" "orders_find_api" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders_find.arn
  qualifier     = aws_lambda_alias.orders_find.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.orders.execution_arn}/*/*"
}

resource "aws_cloudwatch_log_group" "orders_place" {
  name              = "/aws/lambda/asml-shop-orders-place"
  retention_in_days = 14
}

resource "aws_lambda_function" "orders_place" {
  function_name    = "asml-shop-orders-place"
  role             = aws_iam_role.orders_place.arn
  runtime          = "provided.al2023"
  handler          = "place.handler"
  filename         = "${path.module}/services/orders/place.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.orders_place.name
  }

  depends_on = [aws_iam_role_policy.orders_place]
}

resource "aws_lambda_alias" "orders_place" {
  name             = "live"
  function_name    = aws_lambda_function.orders_place.arn
  function_version = aws_lambda_function.orders_place.version
}

resource "aws_iam_role" "orders_place" {
  name               = "asml-shop-orders-place"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "orders_place" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.orders_place.arn}:*"]
  }
}

resource "aws_iam_role_policy" "orders_place" {
  name   = "asml"
  role   = aws_iam_role.orders_place.name
  policy = data.aws_iam_policy_document.orders_place.json
}

resource "aws_apigatewayv2_integration" "orders_place" {
  api_id                 = aws_apigatewayv2_api.orders.id
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = aws_lambda_alias.orders_place.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "orders_place" {
  api_id             = aws_apigatewayv2_api.orders.id
  route_key          = "PUT /orders/{id}"
  target             = "integrations/${aws_apigatewayv2_integration.orders_place.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.orders_tokens.id
}

resource "aws_lambda_permission" "orders_place_api" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders_place.arn
  qualifier     = aws_lambda_alias.orders_place.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.orders.execution_arn}/*/*"
}

resource "aws_cloudwatch_log_group" "orders_rest" {
  name              = "/aws/lambda/asml-shop-orders-rest"
  retention_in_days = 14
}

resource "aws_lambda_function" "orders_rest" {
  function_name    = "asml-shop-orders-rest"
  role             = aws_iam_role.orders_rest.arn
  runtime          = "provided.al2023"
  handler          = "rest.handler"
  filename         = "${path.module}/services/orders/rest.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.orders_rest.name
  }

  depends_on = [aws_iam_role_policy.orders_rest]
}

resource "aws_lambda_alias" "orders_rest" {
  name             = "live"
  function_name    = aws_lambda_function.orders_rest.arn
  function_version = aws_lambda_function.orders_rest.version
}

resource "aws_iam_role" "orders_rest" {
  name               = "asml-shop-orders-rest"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "orders_rest" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.orders_rest.arn}:*"]
  }
}

resource "aws_iam_role_policy" "orders_rest" {
  name   = "asml"
  role   = aws_iam_role.orders_rest.name
  policy = data.aws_iam_policy_document.orders_rest.json
}

resource "aws_apigatewayv2_integration" "orders_rest" {
  api_id                 = aws_apigatewayv2_api.orders.id
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = aws_lambda_alias.orders_rest.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "orders_rest" {
  api_id             = aws_apigatewayv2_api.orders.id
  route_key          = "$default"
  target             = "integrations/${aws_apigatewayv2_integration.orders_rest.id}"
  authorization_type = "NONE"
}

resource "aws_lambda_permission" "orders_rest_api" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders_rest.arn
  qualifier     = aws_lambda_alias.orders_rest.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.orders.execution_arn}/*/*"
}

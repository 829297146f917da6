# Written by asml from services/site/service.toml. Changes made here are lost.

resource "aws_apigatewayv2_api" "site" {
  name          = "asml-shop-site"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "site" {
  api_id      = aws_apigatewayv2_api.site.id
  name        = "$default"
  auto_deploy = true
}

resource "aws_cloudwatch_log_group" "site_Page" {
  name              = "/aws/lambda/asml-shop-site-Page"
  retention_in_days = 14
}

resource "aws_ecr_repository" "site_Page" {
  name                 = "asml-shop-site-page"
  image_tag_mutability = "IMMUTABLE"
  force_delete         = true

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "site_Page" {
  repository = aws_ecr_repository.site_Page.name
  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Images long replaced"
        selection = {
          tagStatus   = "any"
          countType   = "imageCountMoreThan"
          countNumber = 50
        }
        action = {
          type = "expire"
        }
      },
    ]
  })
}

resource "aws_lambda_function" "site_Page" {
  function_name = "asml-shop-site-Page"
  role          = aws_iam_role.site_Page.arn
  package_type  = "Image"
  image_uri     = "${aws_ecr_repository.site_Page.repository_url}@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  architectures = ["x86_64"]
  memory_size   = 1024
  timeout       = 5
  publish       = true

  image_config {
    command = ["Page.handler"]
  }

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.site_Page.name
  }

  depends_on = [aws_iam_role_policy.site_Page]
}

resource "aws_lambda_alias" "site_Page" {
  name             = "live"
  function_name    = aws_lambda_function.site_Page.arn
  function_version = aws_lambda_function.site_Page.version
}

resource "aws_iam_role" "site_Page" {
  name               = "asml-shop-site-Page"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "site_Page" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.site_Page.arn}:*"]
  }
}

resource "aws_iam_role_policy" "site_Page" {
  name   = "asml"
  role   = aws_iam_role.site_Page.name
  policy = data.aws_iam_policy_document.site_Page.json
}

resource "aws_apigatewayv2_integration" "site_Page" {
  api_id                 = aws_apigatewayv2_api.site.id
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = aws_lambda_alias.site_Page.invoke_arn
  payload_format_version = "1.0"
}

resource "aws_apigatewayv2_route" "site_Page" {
  api_id             = aws_apigatewayv2_api.site.id
  route_key          = "GET /{page+}"
  target             = "integrations/${aws_apigatewayv2_integration.site_Page.id}"
  authorization_type = "NONE"
}

resource "aws_lambda_permission" "site_Page_api" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.site_Page.arn
  qualifier     = aws_lambda_alias.site_Page.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.site.execution_arn}/*/*"
}

resource "aws_cloudwatch_log_group" "site_mirror" {
  name              = "/aws/lambda/asml-shop-site-mirror"
  retention_in_days = 14
}

resource "aws_lambda_function" "site_mirror" {
  function_name = "asml-shop-site-mirror"
  role          = aws_iam_role.site_mirror.arn
  package_type  = "Image"
  image_uri     = "localhost:5000/mirror@sha256:fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"
  architectures = ["x86_64"]
  memory_size   = 1024
  timeout       = 5
  publish       = true

  image_config {
    command = ["mirror.handler"]
  }

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.site_mirror.name
  }

  depends_on = [aws_iam_role_policy.site_mirror]
}

resource "aws_lambda_alias" "site_mirror" {
  name             = "live"
  function_name    = aws_lambda_function.site_mirror.arn
  function_version = aws_lambda_function.site_mirror.version
}

resource "aws_iam_role" "site_mirror" {
  name               = "asml-shop-site-mirror"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "site_mirror" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.site_mirror.arn}:*"]
  }
}

resource "aws_iam_role_policy" "site_mirror" {
  name   = "asml"
  role   = aws_iam_role.site_mirror.name
  policy = data.aws_iam_policy_document.site_mirror.json
}

resource "aws_cloudwatch_log_group" "site_zipped" {
  name              = "/aws/lambda/asml-shop-site-zipped"
  retention_in_days = 14
}

resource "aws_lambda_function" "site_zipped" {
  function_name    = "asml-shop-site-zipped"
  role             = aws_iam_role.site_zipped.arn
  runtime          = "provided.al2023"
  handler          = "zipped.handler"
  filename         = "${path.module}/services/site/zipped.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.site_zipped.name
  }

  depends_on = [aws_iam_role_policy.site_zipped]
}

resource "aws_lambda_alias" "site_zipped" {
  name             = "live"
  function_name    = aws_lambda_function.site_zipped.arn
  function_version = aws_lambda_function.site_zipped.version
}

resource "aws_iam_role" "site_zipped" {
  name               = "asml-shop-site-zipped"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "site_zipped" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.site_zipped.arn}:*"]
  }
}

resource "aws_iam_role_policy" "site_zipped" {
  name   = "asml"
  role   = aws_iam_role.site_zipped.name
  policy = data.aws_iam_policy_document.site_zipped.json
}
